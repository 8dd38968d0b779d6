import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What stands in the source for people to read. */
export interface SourceStrings {
  /** By the key under which a bundle has its translation; the files that use it. */
  readonly strings: ReadonlyMap<string, readonly string[]>;
  /** Calls whose text is not written there: no translation can be found for what is put together at run time. */
  readonly unreadable: readonly string[];
}

/**
 * Reads every `l10n.t(…)` and `vscode.l10n.t(…)` below a folder. VS Code's own `@vscode/l10n-dev` finds the same strings, but takes 20 seconds
 * and passes over a text that is not written where it is used.
 */
export function sourceStrings(folder: string): SourceStrings {
  const strings = new Map<string, string[]>();
  const unreadable: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!name.endsWith(".ts")) continue;
    const text = readFileSync(join(folder, name), "utf8");
    if (!text.includes("l10n.t(")) continue;
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    eachCall(source, call => {
      const key = keyOf(call.arguments[0]);
      if (key === undefined)
        unreadable.push(`${name}:${source.getLineAndCharacterOfPosition(call.getStart()).line + 1}`);
      else strings.set(key, [...(strings.get(key) ?? []), name]);
    });
  }
  return { strings, unreadable };
}

function eachCall(node: ts.Node, found: (call: ts.CallExpression) => void): void {
  if (ts.isCallExpression(node) && /(?:^|\.)l10n\.t$/u.test(node.expression.getText())) found(node);
  ts.forEachChild(node, child => eachCall(child, found));
}

/** As `@vscode/l10n` makes it: the text, or with a comment for the translator `text/comment`. */
function keyOf(argument: ts.Expression | undefined): string | undefined {
  if (argument === undefined) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  const message = valueOf(argument, "message");
  if (message === undefined || !ts.isStringLiteralLike(message)) return undefined;
  const comment = valueOf(argument, "comment");
  if (comment === undefined) return message.text;
  const comments = ts.isArrayLiteralExpression(comment) ? comment.elements : [comment];
  const written = comments.flatMap(each => (ts.isStringLiteralLike(each) ? [each.text] : []));
  return written.length === comments.length ? `${message.text}/${written.join("")}` : undefined;
}

const valueOf = (object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined =>
  object.properties
    .filter(property => ts.isPropertyAssignment(property))
    .find(property => property.name.getText() === name)?.initializer;
