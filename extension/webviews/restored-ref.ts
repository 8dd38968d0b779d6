import * as v from "valibot";
import type { KnownTabs } from "./known-tabs.ts";

export interface Restoring<Ref> {
  readonly schema: v.GenericSchema<unknown, Ref>;
  readonly isOpen: (ref: Ref) => boolean;
  readonly known: KnownTabs | undefined;
}

const kept = v.object({ ref: v.unknown() });

/**
 * What a tab was about that VS Code brings back after a reload: by the state that its page kept; where it comes without one, by its
 * title, but only where one tab alone had that title.
 */
export async function restoredRef<Ref>(
  { schema, isOpen, known }: Restoring<Ref>,
  title: string,
  state: unknown,
): Promise<Ref | undefined> {
  const parse = (raw: unknown): readonly Ref[] => {
    const ref = v.safeParse(schema, raw);
    return ref.success ? [ref.output] : [];
  };
  const page = v.safeParse(kept, state);
  const [own] = page.success ? parse(page.output.ref) : [];
  if (own !== undefined) return own;
  const closed = ((await known?.find(title)) ?? []).flatMap(parse).filter(ref => !isOpen(ref));
  return closed.length === 1 ? closed[0] : undefined;
}
