import { describe, expect, it } from "vitest";
import { differences, outdated } from "../../../scripts/l10n/differences.ts";
import { extensionStrings, translations } from "../../../scripts/l10n/translations.ts";

const strings = extensionStrings();
const languages = translations(strings);

describe("every text can be translated", () => {
  it("stands inside the call of l10n.t, where it can be read", () => {
    expect(strings.unreadable).toEqual([]);
  });
});

describe.each(languages)("$file", ({ file, original, words, madeFrom }) => {
  const { missing, leftOver, changed } = differences(original, words);

  it("has every text (`npm run l10n` prints those that it lacks, to paste into it)", () => {
    expect(missing).toEqual([]);
  });

  it("has nothing that nothing asks for any more (`npm run l10n -- --tidy` drops it)", () => {
    expect(leftOver).toEqual([]);
  });

  it("was made from the texts of today (`npm run l10n` tells; once it is right again, `npm run l10n -- --agree`)", () => {
    expect(outdated(original, madeFrom)).toEqual([]);
  });

  it("leaves placeholders, icons, links and code as they are", () => {
    expect(changed).toEqual([]);
  });

  it("is the language that its name says", () => {
    // Proper names, and words that are the same.
    const same = Object.keys(original).filter(
      key => /[a-z] [a-z]/u.test(original[key] ?? "") && words[key] === original[key],
    );
    expect(same, file).toEqual([]);
  });
});

describe.each(languages.filter(({ file }) => file.includes(".de.")))("$file", ({ words }) => {
  const texts = Object.values(words);

  it("quotes „so“", () => {
    expect(texts.filter(text => text.includes("”") || count(text, "„") !== count(text, "“"))).toEqual([]);
  });

  it("speaks to nobody: what to do is said without “Sie” and without “du”", () => {
    expect(texts.filter(text => /\b(?:Sie|Ihr(?:e[mnrs]?)?|[Dd](?:u|ir|ich|ein(?:e[mnrs]?)?))\b/u.test(text))).toEqual(
      [],
    );
  });

  it.each([
    ["Client-Secret", /client secret|Client-Geheimnis|(?<!-)Client Secret/u],
    ["Client-ID", /client id|Client ID|Client-Id/u],
    ["API-Client", /API client|API Client|API-Klient/u],
    ["Zugriffsschlüssel", /access key|Zugangsschlüssel/iu],
    ["Admin-Schlüssel", /Adminschlüssel|admin key/iu],
    ["Zugriffstoken", /access token|Zugangstoken/iu],
    ["Mock-Server", /mock server|Mockserver/iu],
    ["schreibgeschützt", /read-only|nur lesbar|Nur-Lese/iu],
    ["Kennwort", /Passwort/u],
    ["neu generieren", /regenerier/iu],
    ["Richtlinie", /Polic(?:y|ies)/u],
  ])("says %s, always in the same way", (_, otherwise) => {
    expect(texts.filter(text => otherwise.test(text))).toEqual([]);
  });
});

const count = (text: string, part: string): number => text.split(part).length - 1;
