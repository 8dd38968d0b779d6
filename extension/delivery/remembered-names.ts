import * as v from "valibot";
import type * as vscode from "vscode";
import type { ConnectionId, CredentialId } from "../core/model.ts";
import { isVariableName } from "./dotenv/set-variables.ts";
import { suggestNames, type VariableNames } from "./variable-names.ts";

export interface RememberedNames {
  /** What the person chose in this workspace. */
  of(connection: ConnectionId, credential: CredentialId): VariableNames | undefined;
  /** The same, or a proposal. */
  orSuggested(
    connection: ConnectionId,
    credential: { readonly id: CredentialId; readonly label: string },
  ): VariableNames;
  remember(connection: ConnectionId, credential: CredentialId, names: VariableNames): Promise<void>;
}

const KEY = "keyporter.variableNames";
const MOST = 500;

const name = v.pipe(v.string(), v.check(isVariableName));
const entry = v.object({ connection: v.string(), credential: v.string(), clientId: name, secret: name });
type Entry = v.InferOutput<typeof entry>;
/** What is odd among them is left out. */
const entries = v.fallback(
  v.pipe(
    v.array(v.fallback(v.nullable(entry), null)),
    v.transform(all => all.filter(one => one !== null)),
  ),
  [],
);

/** Names by credential, in the workspace's own state: another project may call the same key otherwise. They are no secret. */
export function rememberedNames(state: vscode.Memento): RememberedNames {
  const all = (): readonly Entry[] => v.parse(entries, state.get<unknown>(KEY, []));
  const of: RememberedNames["of"] = (connection, credential) =>
    all().find(one => one.connection === connection && one.credential === credential);
  return {
    of,
    orSuggested: (connection, { id, label }) => of(connection, id) ?? suggestNames(label),
    async remember(connection, credential, { clientId, secret }) {
      const others = all().filter(one => one.connection !== connection || one.credential !== credential);
      await state.update(KEY, [...others, { connection, credential, clientId, secret }].slice(-MOST));
    },
  };
}
