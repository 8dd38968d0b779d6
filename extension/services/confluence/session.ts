import * as l10n from "@vscode/l10n";
import type { Http } from "../../core/http.ts";
import { Action, type ActionId, type Credential } from "../../core/model.ts";
import type { Session, SignIn, Target } from "../service.ts";
import { COPY_CURL, COPY_HEADER } from "./actions.ts";
import { currentKey, turnOff, turnOn } from "./admin-key.ts";
import { createClient } from "./client.ts";
import { curlCommand, headerLine } from "./copies.ts";
import { type Known, toCredential } from "./credential.ts";
import { durationForm, minutesOf, shorteningImpact } from "./form.ts";
import { eligibilityOf, identify, whoAmI } from "./identity.ts";
import { TOKEN_ENDS } from "./info.ts";
import { revealedOnlyByKey } from "./revealed.ts";
import type { WireAdminKey } from "./wire.ts";

/** One Confluence site as one person sees it. */
export function openSession({ baseUrl }: Target, signIn: SignIn, http: Http): Session {
  const client = createClient(baseUrl, signIn, http);
  const site = new URL(baseUrl).host;
  let known: Known | undefined;

  /** Who this is does not change while the sign-in is the same. */
  const learn = async (signal: AbortSignal): Promise<Known> => {
    if (known !== undefined) return known;
    const me = await whoAmI(client, signal);
    known = { site, me, eligibility: await eligibilityOf(me, client, signal) };
    return known;
  };

  const show = async (signal: AbortSignal): Promise<Credential> => {
    const about = await learn(signal);
    return toCredential(await currentKey(client, signal), about);
  };

  const issued = async (action: ActionId, key: WireAdminKey, signal: AbortSignal) => {
    const credential = toCredential(key, await learn(signal));
    const minutes = Math.round(((key.expirationTime?.getTime() ?? 0) - client.serverTime().getTime()) / 60_000);
    const message =
      action === Action.renew
        ? l10n.t("Renewed the admin key of {0}: it is on for {1} minutes.", site, minutes)
        : l10n.t("Turned on the admin key of {0} for {1} minutes.", site, minutes);
    return { credential, message };
  };

  return {
    verify: signal => identify(client, signal),

    async *list({ search }, signal) {
      const credential = await show(signal);
      const text = `${credential.label} ${credential.kind} ${site}`.toLowerCase();
      const words = (search ?? "").toLowerCase().split(/\s+/u);
      yield words.every(word => text.includes(word)) ? [credential] : [];
    },

    get: (_id, signal) => show(signal),

    /** The key is that of whoever signs in, who is there. */
    async owners(names, signal) {
      const { me } = await learn(signal);
      const label = me.displayName ?? me.email;
      const own = { type: "person" as const, ...(label === undefined ? {} : { label }) };
      return names.filter(id => id === me.accountId).map(id => ({ id, ...own }));
    },

    async form(action, _id, signal) {
      if (action !== Action.turnOn && action !== Action.renew) throw new Error(`Confluence has no form for ${action}`);
      return durationForm(action, site, await currentKey(client, signal), client.serverTime());
    },

    async impact(_action, _credentials, signal, input = {}) {
      return shorteningImpact(minutesOf(input), await currentKey(client, signal), client.serverTime());
    },

    async perform(action, _id, input, signal) {
      switch (action) {
        case Action.turnOn:
        case Action.renew: {
          const minutes = minutesOf(input);
          await learn(signal);
          return issued(action, await turnOn(minutes, client, signal), signal);
        }
        case Action.turnOff: {
          const about = await learn(signal);
          await turnOff(client, signal);
          return {
            credential: toCredential(undefined, about),
            message: l10n.t("Turned off the admin key of {0}.", site),
          };
        }
        case COPY_HEADER:
          return { copy: headerLine(), message: l10n.t("Copied the header.") };
        case COPY_CURL:
          return {
            copy: curlCommand(baseUrl, signIn),
            message: l10n.t("Copied a curl command that reads the API token from $CONFLUENCE_API_TOKEN."),
          };
        default:
          throw new Error(`Confluence has no action ${action}`);
      }
    },

    report: (_action, _id, signal) => revealedOnlyByKey(baseUrl, client, signal),

    now: () => client.serverTime(),

    signInEndsAt: endOf(signIn.values[TOKEN_ENDS]),
  };
}

/** A token works until the day that the person wrote down has begun, wherever they are: warned early rather than late. */
function endOf(day: string | undefined): Date | undefined {
  const end = new Date(`${(day ?? "").trim()}T00:00:00Z`);
  return Number.isNaN(end.getTime()) ? undefined : end;
}
