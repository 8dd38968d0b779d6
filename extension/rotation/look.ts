import * as l10n from "@vscode/l10n";
import { allowedActions } from "../connections/allowed-actions.ts";
import type { Connection } from "../connections/connection.ts";
import { serviceOf } from "../connections/sessions.ts";
import { describeError, isCancelled, ServiceError } from "../core/errors.ts";
import type { Credential, CredentialId } from "../core/model.ts";
import type { Lacks, Session } from "../services/service.ts";
import type { Kept } from "../vault/contract.ts";
import type { RotationParts } from "./parts.ts";
import { type Plan, withTwin } from "./plan.ts";
import { type Recovery, recoveryOf, type VaultFacts } from "./recovery.ts";
import { names } from "./switch-sign-in.ts";

/** What the server and the vault say about a plan's credentials now. */
export interface Seen {
  readonly old: Sight;
  /** Missing where the plan knows of no twin. */
  readonly twin?: Sight;
  /** Before there is a twin: what it will not have. */
  readonly notes?: readonly string[];
  /** What the twin may not do, and the old one may. */
  readonly lacks?: Lacks;
  /** Where the twin's secret is. */
  readonly kept?: Kept;
  /** Where an answer was lost. */
  readonly recovery?: Recovery;
  readonly signsIn: SignsIn;
  readonly readOnly: boolean;
}

export type Sight =
  | { readonly type: "there"; readonly credential: Credential }
  /** Deleted, or revoked: it lets nobody in any more. */
  | { readonly type: "ended"; readonly how: "gone" | "revoked" }
  | { readonly type: "unknown"; readonly message: string };

/** What this very connection signs in with. `old-unnamed`: the server says it is the old one, the stored sign-in does not name it. */
export type SignsIn = "old" | "old-unnamed" | "twin" | "other";

export interface Looked {
  /** With the twin, where it was found only now. */
  readonly plan: Plan;
  readonly seen: Seen;
}

/** Asks the server and the vault how things stand. What can't be found out is said in its place, and stops nothing else. */
export async function look(parts: RotationParts, kept: Plan, signal: AbortSignal): Promise<Looked> {
  const connection = parts.connection(kept.connectionId);
  if (connection.baseUrl !== kept.server) throw elsewhere(connection, kept);
  const recovery =
    kept.twin.state === "creating" ? recoveryOf(kept, kept.twin.since, await vaultFacts(parts, kept)) : undefined;
  try {
    const session = await parts.session(connection);
    const plan = recovery?.type === "found" ? await adopted(parts, session, kept, recovery.id, signal) : kept;
    const { twin: state } = plan;
    const [old, twin] = await Promise.all([
      sightOf(session, connection, plan.id, signal),
      state.state === "created" ? sightOf(session, connection, state.id, signal) : undefined,
    ]);
    return {
      plan,
      seen: {
        old,
        ...(twin === undefined ? {} : { twin }),
        ...(state.state === "none" ? await notesOf(session, plan.id, signal) : {}),
        ...(state.state === "created" ? await aroundTwin(parts, session, plan, state.id, { old, twin }, signal) : {}),
        ...(recovery === undefined || state.state === "created" ? {} : { recovery }),
        signsIn: await signsIn(parts, connection, session, plan, signal),
        readOnly: connection.readOnly,
      },
    };
  } catch (error) {
    if (isCancelled(error)) throw error;
    const unknown: Sight = { type: "unknown", message: describeError(error) };
    return {
      plan: kept,
      seen: {
        old: unknown,
        ...(kept.twin.state === "created" ? { twin: unknown } : {}),
        ...(recovery === undefined ? {} : { recovery }),
        signsIn: "other",
        readOnly: connection.readOnly,
      },
    };
  }
}

/** The plan with this twin, which the vault or the person knows to be its own. */
export async function adopted(
  { plans }: Pick<RotationParts, "plans">,
  session: Session,
  plan: Plan,
  id: CredentialId,
  signal: AbortSignal,
): Promise<Plan> {
  return plans.save(withTwin(plan, await session.get(id, signal), Date.now()));
}

async function vaultFacts({ vault, plans }: RotationParts, plan: Plan): Promise<VaultFacts> {
  const kept = (await vault.fingerprints()).filter(({ connectionId }) => connectionId === plan.connectionId);
  const others = (await plans.all()).filter(other => other.connectionId === plan.connectionId && other.id !== plan.id);
  return {
    unconfirmed: await vault.unconfirmed(),
    kept,
    taken: new Set(others.flatMap(({ id, twin }) => (twin.state === "created" ? [id, twin.id] : [id]))),
  };
}

async function sightOf(
  session: Session,
  connection: Connection,
  id: CredentialId,
  signal: AbortSignal,
): Promise<Sight> {
  try {
    const credential = await session.get(id, signal);
    const service = serviceOf(connection);
    const endsWith = service.info.rotation?.endsWith;
    // On a read-only connection nothing is allowed, and what the credential itself offers tells.
    const canEnd =
      endsWith !== undefined &&
      allowedActions(service, { ...connection, readOnly: false }, credential).includes(endsWith);
    return canEnd ? { type: "there", credential } : { type: "ended", how: "revoked" };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return error instanceof ServiceError && error.kind === "not-found"
      ? { type: "ended", how: "gone" }
      : { type: "unknown", message: describeError(error) };
  }
}

/** A kindness: whoever creates the twin hears what is the matter. */
async function notesOf(session: Session, id: CredentialId, signal: AbortSignal): Promise<Pick<Seen, "notes">> {
  const twin = await session.twin?.(id, signal).catch(unlessCancelled);
  return twin === undefined ? {} : { notes: twin.notes };
}

async function aroundTwin(
  { vault }: RotationParts,
  session: Session,
  plan: Plan,
  id: CredentialId,
  sights: { readonly old: Sight; readonly twin: Sight | undefined },
  signal: AbortSignal,
): Promise<Pick<Seen, "lacks" | "kept">> {
  const bothThere = sights.old.type === "there" && sights.twin?.type === "there";
  const lacks = bothThere ? await session.lacks?.(plan.id, id, signal).catch(notCompared) : undefined;
  const kept = await vault.find(plan.connectionId, id);
  return { ...(lacks === undefined ? {} : { lacks }), ...(kept === undefined ? {} : { kept }) };
}

async function signsIn(
  { signIns }: RotationParts,
  connection: Connection,
  session: Session,
  { old, twin }: Plan,
  signal: AbortSignal,
): Promise<SignsIn> {
  const stored = await signIns.load(connection);
  if (stored.type !== "found") return "other";
  if (names(stored.signIn, old.clientId)) return "old";
  if (twin.state === "created" && names(stored.signIn, twin.clientId)) return "twin";
  // Where the person's sign-in names somebody, that is who it is; of a token only the server knows.
  if (old.clientId === undefined || Object.keys(stored.signIn.values).length > 0) return "other";
  const identity = await session.verify(signal).catch(unlessCancelled);
  return identity?.ownClientId === old.clientId ? "old-unnamed" : "other";
}

const elsewhere = ({ name, baseUrl }: Connection, { server }: Plan): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message: l10n.t(
      "The connection “{0}” has another address now: {1}. This rotation is about {2}.",
      name,
      baseUrl,
      server,
    ),
    hint: l10n.t("Give the connection its former address to go on, or abandon this rotation."),
  });

/** A twin that may do less must not look like one that may do all. */
function notCompared(error: unknown): Lacks {
  if (isCancelled(error)) throw error;
  return {
    unseen: l10n.t("Whether the new one may do all that the old one may is not known: {0}", describeError(error)),
  };
}

function unlessCancelled(error: unknown): undefined {
  if (isCancelled(error)) throw error;
  return undefined;
}
