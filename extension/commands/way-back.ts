import { isNode } from "../tree/node.ts";
import type { Parts } from "./parts.ts";

/** What the keys of package.json hand over in place of a row: they work only where the tree has the focus. */
const FROM_TREE = "tree";

/** Back to the tree for what was begun there; what the palette began leaves the focus to VS Code. */
export const wayBack = (parts: Parts, row: unknown): (() => void) | undefined =>
  isNode(row) || row === FROM_TREE ? () => void parts.view.focus() : undefined;
