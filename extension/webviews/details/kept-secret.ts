import * as l10n from "@vscode/l10n";
import { describeError } from "../../core/errors.ts";
import { Action, type Credential } from "../../core/model.ts";
import type { DetailsBackend, SecretPlace } from "./backend.ts";
import type { ToDetails } from "./messages.ts";
import type { DetailsRef } from "./ref.ts";

/** What this side knows about where a secret is kept. */
export type KeptSecret =
  | { readonly type: "unasked" }
  /** Nobody here keeps any. */
  | { readonly type: "untold" }
  | { readonly type: "told"; readonly place: SecretPlace | undefined }
  | { readonly type: "unreadable"; readonly message: string };

type Backend = Pick<DetailsBackend, "secretPlace">;

/** What is known before anybody was asked. */
export const notAsked = ({ secretPlace }: Backend): KeptSecret => ({
  type: secretPlace === undefined ? "untold" : "unasked",
});

/** Asks this side; never fails. */
export async function askWhereKept(backend: Backend, ref: DetailsRef): Promise<KeptSecret> {
  if (backend.secretPlace === undefined) return { type: "untold" };
  return backend.secretPlace(ref).then(
    (place): KeptSecret => ({ type: "told", place }),
    (error: unknown): KeptSecret => ({
      type: "unreadable",
      message: l10n.t("Whether Keyporter's vault has it is not known: {0}", describeError(error)),
    }),
  );
}

/** Whether there is something to reveal: the server gives it out, or the vault has it; what can't be found out the attempt will tell. */
export function canReveal(kept: KeptSecret, credential: Credential | undefined): boolean {
  if (credential?.actions.includes(Action.reveal) === true) return true;
  switch (kept.type) {
    case "unasked":
      return false;
    case "told":
      return kept.place?.isThere === true;
    case "untold":
    case "unreadable":
      return true;
  }
}

export const placeOf = (kept: KeptSecret): SecretPlace | undefined => (kept.type === "told" ? kept.place : undefined);

/** What the page is told of it. */
export function sentPlace(kept: KeptSecret): Pick<Extract<ToDetails, { type: "show" }>, "secret"> {
  if (kept.type === "unreadable") return { secret: { note: kept.message, actions: [] } };
  const place = placeOf(kept);
  return place === undefined ? {} : { secret: { note: place.note, actions: [...place.actions] } };
}
