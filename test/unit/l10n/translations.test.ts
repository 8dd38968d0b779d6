import { describe, expect, it } from "vitest";
import { differences } from "../../../scripts/l10n/differences.ts";
import { extensionStrings, translations } from "../../../scripts/l10n/translations.ts";

const strings = extensionStrings();

describe("every text can be translated", () => {
  it("stands inside the call of l10n.t, where it can be read", () => {
    expect(strings.unreadable).toEqual([]);
  });
});

describe.each(translations(strings))("$file", ({ original, words }) => {
  const { leftOver, changed } = differences(original, words);

  it("has nothing that nothing asks for any more (`npm run l10n -- --tidy` drops it)", () => {
    expect(leftOver).toEqual([]);
  });

  it("leaves placeholders, icons, links and code as they are", () => {
    expect(changed).toEqual([]);
  });
});
