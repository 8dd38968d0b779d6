import * as v from "valibot";
import * as vscode from "vscode";
import { isNode } from "../tree/node.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";

const manifestSchema = v.object({
  contributes: v.object({ commands: v.array(v.object({ command: v.string() })) }),
});

/**
 * The only place that registers commands: those of the extension's own package.json. What they do is loaded with the first that is
 * used. Whatever one of them throws is reported here, once, unless somebody waits for its answer.
 * @param manifest package.json
 */
export function registerCommands(manifest: unknown, parts: Parts): vscode.Disposable {
  const { contributes } = v.parse(manifestSchema, manifest);
  const run = async (id: string, row: unknown, selection: unknown): Promise<string | undefined> => {
    const { commands } = await import("./all.ts");
    const command = commands.find(each => each.id === id);
    if (command === undefined) throw new Error(`there is no command ${id}`);
    if ("answer" in command) return command.answer(parts, row);
    try {
      await command.run(parts, row, selection);
    } catch (error) {
      const connection = isNode(row) && "connection" in row ? row.connection : undefined;
      await report(parts, error, connection);
    }
    return undefined;
  };
  return vscode.Disposable.from(
    ...contributes.commands.map(({ command: id }) =>
      vscode.commands.registerCommand(id, (row?: unknown, selection?: unknown) => run(id, row, selection)),
    ),
  );
}
