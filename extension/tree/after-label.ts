const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const LEFT_TO_RIGHT_MARK = "\u200e";

/** What stands behind a name on its row. Behind one that runs from right to left, digits would jump in front of the name. */
export const afterLabel = (label: string, description: string): string =>
  RIGHT_TO_LEFT.test(label) ? `${LEFT_TO_RIGHT_MARK}${description}` : description;
