import { clean } from "../core/clean-text.ts";
import type { ConnectionId, CredentialId } from "../core/model.ts";
import type { SecretRequest } from "./secret-request.ts";
import type { VariableNames } from "./variable-names.ts";

export const SECRET_COMMAND = "keyporter.secret";

export interface ExampleFor {
  readonly connection: ConnectionId;
  readonly credential: CredentialId;
  readonly names: VariableNames;
  /** Lines for the reader, without their signs. */
  readonly comments: readonly string[];
}

export type ExampleFile = "tasks.json" | "launch.json";

/**
 * A whole file, with comments, that starts a program with both halves of a credential in its environment. Not on a command line, which
 * VS Code prints in the terminal; nor in a debugger's terminal, where the environment becomes a part of the command line.
 */
export function launchExample(file: ExampleFile, { connection, credential, names, comments }: ExampleFor): string {
  const input = (name: string, field: SecretRequest["field"]) => ({
    id: name,
    type: "command",
    command: SECRET_COMMAND,
    args: { connection, credential, field } satisfies SecretRequest,
  });
  const inputs = [input(names.clientId, "clientId"), input(names.secret, "secret")];
  const env = Object.fromEntries(inputs.map(({ id }) => [id, `\${input:${id}}`]));
  const label = "Start with Keyporter";
  const content: Readonly<Record<ExampleFile, object>> = {
    "tasks.json": {
      version: "2.0.0",
      tasks: [{ label, type: "process", command: "node", args: ["main.js"], options: { env }, problemMatcher: [] }],
      inputs,
    },
    "launch.json": {
      version: "0.2.0",
      configurations: [
        {
          name: label,
          type: "node",
          request: "launch",
          program: "${workspaceFolder}/main.js",
          console: "internalConsole",
          env,
        },
      ],
      inputs,
    },
  };
  const lines = comments.map(comment => `// ${clean(comment)}\n`).join("");
  return `${lines}${JSON.stringify(content[file], undefined, 2)}\n`;
}
