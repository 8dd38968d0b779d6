import * as v from "valibot";
import * as vscode from "vscode";
import type { ToolParts } from "./parts.ts";

const manifestSchema = v.object({
  contributes: v.object({ languageModelTools: v.array(v.object({ name: v.string() })) }),
});

/**
 * Registers the tools of package.json, which are loaded with the first that is used. Each asks the person, who may allow it always:
 * then nobody is asked, so that no tool may do what needs asking.
 * @param manifest package.json
 */
export function registerTools(manifest: unknown, parts: ToolParts): vscode.Disposable {
  const { contributes } = v.parse(manifestSchema, manifest);
  return vscode.Disposable.from(
    ...contributes.languageModelTools.map(({ name }) =>
      vscode.lm.registerTool<unknown>(name, {
        async prepareInvocation({ input }) {
          const { questionOf } = await import("./use.ts");
          const question = questionOf(parts, name, input);
          if (question === undefined) return undefined;
          const { title, message, progress } = question;
          return { invocationMessage: progress, confirmationMessages: { title, message } };
        },
        async invoke({ input }, token) {
          const { answerOf } = await import("./use.ts");
          const abort = new AbortController();
          const cancelling = token.onCancellationRequested(() => abort.abort());
          try {
            const text = await answerOf(parts, name, input, abort.signal);
            return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
          } finally {
            cancelling.dispose();
          }
        },
      }),
    ),
  );
}
