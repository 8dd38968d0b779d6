import { isVariableName } from "./dotenv/set-variables.ts";

/** What the two halves of a credential are called in files and environments. */
export interface VariableNames {
  readonly clientId: string;
  readonly secret: string;
}

/** `NIGHTLY_SYNC_CLIENT_ID` and `NIGHTLY_SYNC_CLIENT_SECRET` for "Nightly sync". */
export function suggestNames(label: string): VariableNames {
  const words = label
    .normalize("NFKD")
    .replace(/(?<=[a-z\d])(?=[A-Z])/gu, "_")
    .toUpperCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^A-Z\d]+/gu, "_")
    .slice(0, 60)
    .replace(/^_+|_+$/gu, "");
  // A label of another script leaves nothing, and no name begins with a digit.
  const stem = [words, `KEY_${words}`.replace(/_$/u, "")].find(isVariableName) ?? "KEY";
  return { clientId: `${stem}_CLIENT_ID`, secret: `${stem}_CLIENT_SECRET` };
}
