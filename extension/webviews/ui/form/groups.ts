import type { Option } from "../../../core/form.ts";

export interface OptionGroup {
  readonly group: string | undefined;
  readonly options: readonly Option[];
}

/** Options under their group's name, groups in the order in which they first appear; those without a group come first. */
export function byGroup(options: readonly Option[]): readonly OptionGroup[] {
  const groups = new Map<string | undefined, Option[]>();
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  const ungrouped = groups.get(undefined);
  groups.delete(undefined);
  const named = [...groups].map(([group, members]) => ({ group, options: members }));
  return ungrouped === undefined ? named : [{ group: undefined, options: ungrouped }, ...named];
}

/** The options that hold every typed word somewhere: in the label, the value, the description or the group. */
export function matching(options: readonly Option[], search: string): readonly Option[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ label, value, description = "", group = "" }) => {
    const text = `${label} ${value} ${description} ${group}`.toLocaleLowerCase();
    return words.every(word => text.includes(word));
  });
}
