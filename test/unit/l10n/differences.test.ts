import { describe, expect, it } from "vitest";
import { differences, outdated } from "../../../scripts/l10n/differences.ts";

const changed = (before: string, after: string): readonly string[] => differences({ a: before }, { a: after }).changed;

describe("a translation and its original", () => {
  it("agree when each text is there and nothing else", () => {
    expect(differences({ a: "Close", b: "Open" }, { b: "Öffnen", a: "Schließen" })).toEqual({
      missing: [],
      leftOver: [],
      changed: [],
    });
  });

  it("differ by what is missing and what is left over", () => {
    expect(differences({ a: "Close", constructor: "Open" }, { a: "Schließen", toString: "Öffnen" })).toMatchObject({
      missing: ["constructor"],
      leftOver: ["toString"],
    });
  });

  it("may put placeholders into another order, or use one twice", () => {
    expect(changed("{0} of {1}", "Von {1}: {0} ({1})")).toEqual([]);
  });

  it.each([
    ["a placeholder", "{0} of {1} files", "{0} Dateien"],
    ["an icon", "$(check) Copied", "$(chek) Kopiert"],
    ["a link", "[Add](command:keyporter.add)", "[Hinzufügen](command:keyporter.hinzufügen)"],
    ["code", "Run `npm test`", "`npm tests` ausführen"],
    ["a setting", "See `#keyporter.vault.keep#`", "Siehe `#keyporter.vault.behalten#`"],
    ["a line break", "One\ntwo", "Eins zwei"],
    ["the dots of what asks first", "Delete...", "Löschen"],
    ["the space before what follows", "Warning: ", "Warnung:"],
  ])("must not change %s", (_, before, after) => {
    expect(changed(before, after)).toHaveLength(before.includes("#") ? 2 : 1);
  });
});

describe("a translation is out of date", () => {
  it("when the text under its key has changed since, or nobody knows what it was made from", () => {
    const original = { changed: "Delete all", kept: "Open", fresh: "Close" };
    expect(outdated(original, { changed: "Delete", kept: "Open", gone: "Was here" })).toEqual(["changed", "fresh"]);
  });
});
