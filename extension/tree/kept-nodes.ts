import type { Node } from "./node.ts";

export interface KeptNodes {
  /** The rows below a parent, each as the object that it was the last time where nothing about it is another. */
  below<Kind extends Node>(parent: string, nodes: readonly Kind[]): readonly Kind[];
}

/**
 * VS Code knows a row by its object. It may ask for the same rows twice at a time, and the one of 1.110 then complains of two objects
 * with one id.
 */
export function keptNodes(): KeptNodes {
  const byParent = new Map<string, ReadonlyMap<string, Node>>();
  return {
    below<Kind extends Node>(parent: string, nodes: readonly Kind[]) {
      const before = byParent.get(parent);
      const kept = nodes.map(made => {
        const present = before?.get(keyOf(made));
        return isSame(made, present) ? present : made;
      });
      byParent.set(parent, new Map(kept.map(each => [keyOf(each), each])));
      return kept;
    },
  };
}

function keyOf(node: Node): string {
  switch (node.type) {
    case "connection":
    case "sign-in":
      return `${node.type}/${node.connection.id}`;
    case "credential":
      return `credential/${node.connection.id}/${node.credential.id}`;
    case "notice":
      return `notice/${node.connection.id}/${node.notice.type}`;
    case "misfit":
      return `misfit/${node.misfit.position}`;
    case "urgency":
      return `urgency/${node.urgency}`;
  }
}

const isSame = <Kind extends Node>(made: Kind, present: Node | undefined): present is Kind => alike(made, present, 3);

/** Down to so many levels; below these only the very same will do, so that no row's details are made for it. */
function alike(a: unknown, b: unknown, levels: number): boolean {
  if (a === b) return true;
  if (levels === 0 || typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const before = new Map<string, unknown>(Object.entries(b));
  const entries = Object.entries(a);
  return entries.length === before.size && entries.every(([key, value]) => alike(value, before.get(key), levels - 1));
}
