/** What a filter is compared with. */
export interface Filterable {
  readonly label: string;
  readonly where?: string | undefined;
}

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Made once for each finding: there may be thousands, and a filter is tried at each key. */
export const filterText = ({ label, where = "" }: Filterable): string => folded(`${label} ${where}`);

/** Whether a `filterText` has every word of what was typed. */
export function filterFor(typed: string): (text: string) => boolean {
  const words = folded(typed)
    .split(/\s+/u)
    .filter(word => word !== "");
  return text => words.every(word => text.includes(word));
}
