import * as l10n from "@vscode/l10n";
import { ServiceError } from "../../core/errors.ts";
import type { Identity } from "../service.ts";
import { currentKey } from "./admin-key.ts";
import { type Client, SERVICE } from "./client.ts";
import { systemInfo, user, type WireUser } from "./wire.ts";

/** What is known about whether this account can turn an admin key on. */
export interface Eligibility {
  /** False where the account can't, undefined where it can't be told. */
  readonly admin?: boolean | undefined;
  /** "Standard"; undefined where the site doesn't say. */
  readonly planWithout?: string | undefined;
}

/**
 * Who signs in. On a public site a wrong sign-in is answered with 200 as well, as an anonymous visitor: what tells is the account ID.
 */
export async function whoAmI(client: Client, signal: AbortSignal): Promise<WireUser> {
  const me = await client.call(
    { method: "GET", path: "/wiki/rest/api/user/current", query: { expand: "operations" } },
    user,
    signal,
  );
  if (me.accountId !== undefined && me.accountId !== "") return me;
  throw new ServiceError({
    kind: "unauthenticated",
    service: SERVICE,
    message: l10n.t("Confluence did not accept the sign-in: it answered as to an anonymous visitor of a public site."),
    hint: l10n.t("Check the email and the API token. A token that has ended or was revoked can't sign in."),
  });
}

/**
 * What the site tells beforehand. Organization and site admins are not told apart from others by any documented answer; who may not
 * even administer Confluence is not taken for one. The edition stands in the system information, which is meant for Atlassian
 * itself: where it is missing or has a word that is not known, nothing follows.
 */
export async function eligibilityOf(me: WireUser, client: Client, signal: AbortSignal): Promise<Eligibility> {
  const edition = await client
    .call({ method: "GET", path: "/wiki/rest/api/settings/systemInfo" }, systemInfo, signal)
    .then(({ edition }) => edition)
    .catch(() => undefined);
  return {
    admin: me.operations?.some(
      ({ operation, targetType }) => operation === "administer" && targetType === "application",
    ),
    planWithout: edition !== undefined && /^(?:free|standard)$/iu.test(edition) ? capitalized(edition) : undefined,
  };
}

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();

/** What is missing for an admin key, in the service's words. */
export function missingFor({ admin, planWithout }: Eligibility): readonly string[] {
  return [
    ...(admin === false ? [l10n.t("organization admin or site admin")] : []),
    ...(planWithout === undefined ? [] : [l10n.t("the Premium or Enterprise plan (this site has {0})", planWithout)]),
  ];
}

/** Who I am and whether the admin key is for me, as far as the answers allow. */
export async function identify(client: Client, signal: AbortSignal): Promise<Identity> {
  const me = await whoAmI(client, signal);
  const [key, eligibility] = await Promise.all([currentKey(client, signal), eligibilityOf(me, client, signal)]);
  const email = me.email === undefined || me.email === "" ? "" : `(${me.email})`;
  const label = [me.displayName ?? "", email].filter(part => part !== "").join(" ");
  const account = me.accountId ?? "";
  const identity = { label: label === "" ? account : label, account };
  if (key !== undefined) return { ...identity, missing: [] };
  const missing = missingFor(eligibility);
  return {
    ...identity,
    missing,
    ...(missing.length > 0
      ? {}
      : {
          unknown: l10n.t(
            "Whether you can turn the admin key on shows only when you do: Confluence answers the same when none is on, when you are no organization or site admin, and when the plan has none.",
          ),
        }),
  };
}
