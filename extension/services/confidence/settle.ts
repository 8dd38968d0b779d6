import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { ServiceError } from "../../core/errors.ts";
import type { CredentialId } from "../../core/model.ts";
import { isLate, parseFacts, sentAt } from "../kept-facts.ts";
import type { Intent, Outcome, Settled } from "../service.ts";
import type { Client } from "./client.ts";
import { createdSince } from "./create.ts";
import { idOf, toCredential } from "./credential.ts";
import type { WireApiClient } from "./wire.ts";

const facts = v.object({ at: sentAt });

/** What became of a create. Confidence gives a secret out again, so it is enough to find the API client. */
export async function settle(
  intent: Intent,
  client: Client,
  reveal: (id: CredentialId) => Promise<Outcome>,
  signal: AbortSignal,
): Promise<Settled> {
  const { label } = intent;
  const { at } = parseFacts(facts, intent.facts, "Confidence");
  const elapsed = (): number => Date.now() - at;
  const found = (await createdSince(label, elapsed, client, signal)).toSorted(byAge);
  const [first] = found;
  if (first === undefined) {
    return isLate(at)
      ? { type: "not-done", message: l10n.t("“{0}” was not created; nothing to keep.", label) }
      : { type: "unknown", message: l10n.t("“{0}” is not there so far.", label) };
  }
  const { issued } = await reveal(idOf(first)).catch(ifNotGivenOut);
  if (issued === undefined) {
    return {
      type: "secret-lost",
      credential: toCredential(first),
      message: l10n.t(
        "“{0}” was created, but Confidence does not give its secret out again: delete it, and create another.",
        label,
      ),
    };
  }
  return {
    type: "issued",
    issued,
    message:
      found.length === 1
        ? l10n.t("“{0}” was created; its secret is here.", label)
        : l10n.t(
            "“{0}” was created, and {1} others of that name since. The secret of the first is here; the others can be revealed.",
            label,
            found.length - 1,
          ),
  };
}

const byAge = (one: WireApiClient, other: WireApiClient): number => bornAt(one) - bornAt(other);

const bornAt = ({ createTime }: WireApiClient): number => (createTime instanceof Date ? createTime.getTime() : 0);

/** Found, but without a secret; anything else that goes wrong says nothing about that. */
function ifNotGivenOut(error: unknown): Partial<Outcome> {
  if (error instanceof ServiceError && error.kind === "not-found") return {};
  throw error;
}
