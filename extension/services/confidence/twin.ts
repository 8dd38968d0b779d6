import * as l10n from "@vscode/l10n";
import { describeError, isCancelled } from "../../core/errors.ts";
import type { Lacks, Twin } from "../service.ts";
import type { Client } from "./client.ts";
import { valuesOf } from "./form.ts";
import { allPolicies } from "./policies.ts";
import { accessLeft } from "./share-access.ts";
import type { WireApiClient, WirePolicy } from "./wire.ts";

/** The same name, description, labels, owner, roles and permissions, and the policies that name the old one. */
export async function twinOf(old: WireApiClient, client: Client, signal: AbortSignal): Promise<Twin> {
  const seen = await policiesSeen(client, signal);
  const { identity } = old;
  return {
    values: {
      ...valuesOf(old),
      policies: seen.ok && identity ? namingIt(seen.policies, identity).map(({ name }) => name) : [],
    },
    notes: [
      ...(identity ? [] : [l10n.t("The server does not name its identity, so policies that name it can't be found.")]),
      ...(seen.ok
        ? []
        : [
            l10n.t(
              "Policies can't be read ({0}). If one of them names the old one, name the new one there as well.",
              seen.why,
            ),
          ]),
      l10n.t("If a group has the old one as a member, add the new one to it: Keyporter does not read groups."),
    ],
  };
}

/** What the old one may do through roles and policies, and the new one not. */
export async function lacksOf(
  old: WireApiClient,
  twin: WireApiClient,
  client: Client,
  signal: AbortSignal,
): Promise<Lacks> {
  const seen = await policiesSeen(client, signal);
  const all = seen.ok ? seen.policies : [];
  const theirs = old.identity ? namingIt(all, old.identity) : [];
  const own = twin.identity ? namingIt(all, twin.identity) : [];
  const policies = theirs.filter(policy => !own.includes(policy)).map(({ name }) => name);
  const has = new Set([...(twin.roles ?? []), ...own.flatMap(policy => policy.roles)]);
  const roles = (old.roles ?? []).filter(role => !has.has(role));
  return {
    ...(policies.length === 0 && roles.length === 0 ? {} : { left: accessLeft(twin, { policies, roles }) }),
    ...(seen.ok
      ? {}
      : {
          unseen: l10n.t(
            "Policies can't be read ({0}), so it is not known whether the new one may do all that the old one may.",
            seen.why,
          ),
        }),
  };
}

const namingIt = (policies: readonly WirePolicy[], identity: string): readonly WirePolicy[] =>
  policies.filter(({ identities }) => identities.includes(identity));

type Seen =
  { readonly ok: true; readonly policies: readonly WirePolicy[] } | { readonly ok: false; readonly why: string };

async function policiesSeen(client: Client, signal: AbortSignal): Promise<Seen> {
  try {
    return { ok: true, policies: await allPolicies(client, signal) };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return { ok: false, why: describeError(error) };
  }
}
