import * as l10n from "@vscode/l10n";
import type { Service } from "../service.ts";
import { describedBy } from "./description.ts";
import { failureOf, oddAnswer } from "./failure.ts";
import { keptSecrets } from "./kept-secrets.ts";
import { guestSession } from "./session.ts";

/**
 * A service of another extension as one of ours: what it says of itself is checked now, and throws where it does not fit; what it
 * answers is checked when it does.
 */
export function guestService(offered: unknown): Service {
  const { info, actions, open } = describedBy(offered);
  const service = info.shortName;

  /** What it is asked beside its sessions knows no secret. */
  const ask = (what: () => unknown): unknown => {
    try {
      return what();
    } catch (error) {
      throw failureOf(error, { service, hide: text => text, wasChanging: false });
    }
  };
  const text = (what: () => unknown): string => {
    const answer = ask(what);
    if (typeof answer === "string") return answer;
    throw oddAnswer(service, l10n.t("the description"), false);
  };
  const { curl, ownServer, ...plain } = info;

  return {
    info: {
      ...plain,
      ...(curl === undefined ? {} : { curl: (target, clientId) => text(() => curl(target, clientId)) }),
      ...(ownServer === undefined
        ? {}
        : { ownServer: { ...ownServer, complete: typed => text(() => ownServer.complete(typed)) } }),
    },
    actions,
    open(target, signIn, http) {
      const secrets = Object.values(signIn.secrets);
      let session: unknown;
      try {
        session = Reflect.apply(open, offered, [target, signIn, http]);
      } catch (error) {
        throw failureOf(error, { service, hide: keptSecrets(secrets).hide, wasChanging: false });
      }
      if (typeof session !== "object" || session === null) throw oddAnswer(service, "open", false);
      return guestSession({ offered: session, service, secrets });
    },
  };
}
