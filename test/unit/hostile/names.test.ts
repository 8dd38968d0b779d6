import { parse } from "dotenv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clean, cleanLines } from "../../../extension/core/clean-text.ts";
import { Action, type Credential, credentialId } from "../../../extension/core/model.ts";
import { setVariables } from "../../../extension/delivery/dotenv/set-variables.ts";
import { confidence } from "../../../extension/services/confidence/index.ts";
import { octane } from "../../../extension/services/octane/index.ts";
import { sentCredential } from "../../../extension/webviews/details/present.ts";
import { httpServer, json } from "../core/local-server.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";
import { afterSignIn, openAt } from "./services.ts";

/* Names that a server gives to what it has: markup, links that run commands, colours, letters that turn the text around. */

const NAMES = [
  "[Sign in again](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22id%5Cn%22%7D)",
  "[x](https://evil.example)",
  "[x](file:///etc/passwd)",
  "<img src=x onerror=alert(1)>",
  "**bold** `code` ![x](https://evil.example/x.png)",
  "$(check) verified",
  "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007",
  "invoice\u202egnp.exe",
  "\u2066\u2067\u2068 isolated",
  "a\u200bb\ufeffc",
  "two\u2028lines\u2029here\r\nand more",
  "hidden \u{e0041}\u{e0042} tags",
  "long ".repeat(100_000),
];

/** What VS Code takes for a link in a notification and in a prompt (its linkedText.ts). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/iu;
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
const ALL_UNSEEN = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(one =>
  UNSEEN.test(one),
);

describe("text from a server on one line", () => {
  test.each(NAMES)("%j is text and nothing else", name => {
    const shown = clean(name);
    expect(shown).not.toMatch(LINK);
    expect(shown).not.toMatch(UNSEEN);
    expect(shown).not.toMatch(/\$\(/u);
    expect(shown.length).toBeLessThanOrEqual(4010);
  });

  test("never lets two names differ in what nobody sees", () => {
    expect(ALL_UNSEEN.length).toBeGreaterThan(4000);
    for (const unseen of ALL_UNSEEN) {
      expect(clean(`adm${unseen}in`)).toBe("adm in");
      expect(clean(`${unseen}админ${unseen.repeat(3)}`)).toBe("админ");
      expect(cleanLines(`ad${unseen}min`)).toBe(/[\n\t]/u.test(unseen) ? `ad${unseen}min` : "ad min");
    }
  });

  test.each([
    ["a family", "👩‍👩‍👧"],
    ["a heart as a picture, and as text", "❤️ ❤︎"],
    ["a colour of skin within a profession", "👩🏽‍🚀"],
    ["one with a picture within", "🕵️‍♂️ 👁️‍🗨️ ❤️‍🔥"],
    ["flags", "🇩🇪 🏳️‍🌈 🏴‍☠️"],
    ["a key", "1️⃣ #️⃣"],
    ["Persian", "می\u200cخواهم"],
    ["Hindi", "क्\u200dष र\u200d्क"],
    ["Malayalam", "ന്\u200d"],
    ["Mongolian", "ᠨ\u180bᠠ"],
    ["Turkish, Japanese, Hebrew", "Çağrı 日本語 שלום"],
    ["what programmers write", "cost [EUR] (net) a.b-c_d/e"],
  ])("keeps %s", (_, name) => {
    expect(clean(name)).toBe(name);
    expect(cleanLines(name)).toBe(name);
  });

  test("takes a joiner, or the mark of a picture, out where it joins or marks nothing", () => {
    expect(clean("1\ufe0f a\ufe0f ❤️\ufe0f")).toBe("1  a  ❤️");
    expect(clean("👩‍ a\u200d👩 👩‍\u200d👧")).toBe("👩  a 👩 👩 👧");
  });

  test("shows a Chinese character without its form, and without a gap", () => {
    expect(clean("辻\u{e0101}さん")).toBe("辻さん");
  });

  const hidden = fc
    .array(
      fc.oneof(
        fc.constantFrom(...ALL_UNSEEN),
        fc.constantFrom("a", "1", "\u20e3", "❤", "👩", "🏽", "م", "क", "ᠨ", "辻"),
      ),
    )
    .map(parts => parts.join(""));

  test(
    "once is enough, whatever stands beside what",
    () => {
      fc.assert(
        fc.property(hidden, text => {
          expect(clean(clean(text))).toBe(clean(text));
          expect(cleanLines(cleanLines(text))).toBe(cleanLines(text));
        }),
        tries(2000),
      );
    },
    PATIENCE_MS,
  );

  test(
    "whatever it is, cleaned twice is cleaned once, and no message that it stands in has a link",
    () => {
      fc.assert(
        fc.property(fc.string({ unit: "binary" }), fc.constantFrom("", ...NAMES.slice(0, -1)), (noise, name) => {
          const shown = clean(`${noise}${name}${noise}`);
          expect(clean(shown)).toBe(shown);
          expect(clean(`Copied [the ID](of “${shown}”) and [${shown}](command:x) ${shown}`)).not.toMatch(LINK);
          expect(cleanLines(noise)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_C}]/u);
        }),
        tries(500),
      );
    },
    PATIENCE_MS,
  );
});

describe("the details of a credential with such names", () => {
  test.each(NAMES)("%j: the page is sent text", name => {
    const credential: Credential = {
      id: credentialId(name),
      kind: "API client",
      label: name,
      clientId: name,
      state: "active",
      details: [
        { id: "a", label: name, value: { type: "text", text: name } },
        { id: "b", label: "b", value: { type: "code", text: name } },
        { id: "c", label: "c", value: { type: "references", items: [{ id: name, label: name }] } },
        { id: "d", label: "d", value: { type: "pairs", pairs: [{ key: name, value: name }] } },
      ],
      actions: [],
    };
    const sent = JSON.stringify(sentCredential(credential, [], { language: "en", now: new Date() }));
    // A line break in JSON is an escape; nothing else of the kind is there.
    expect(sent).not.toMatch(/(?!\\n)[\p{Cc}\p{Bidi_C}]/u);
    expect(sent.length).toBeLessThan(10 * 4100);
  });

  test("keeps the lines of a description", () => {
    expect(cleanLines("one\n\ttwo\u202e three")).toBe("one\n\ttwo  three");
  });
});

describe("a .env file", () => {
  test.each(NAMES)("keeps %j as the value of its variable, and nothing beside it", name => {
    const made = setVariables("OTHER=1\n", [{ name: "CLIENT_ID", value: name }]);
    // The one that is half a megabyte and the one with a NUL are written or refused, never something else.
    if (made.type === "refused") return;
    expect(parse(made.text)).toEqual({ OTHER: "1", CLIENT_ID: name });
  });
});

describe("the choices of a form", () => {
  test("are told apart by what they are, not by how a server makes them look", async () => {
    const server = await httpServer(
      afterSignIn(({ path }, response) =>
        path.startsWith("/v1/roles")
          ? json(response, { roles: NAMES.map((displayName, index) => ({ name: `roles/${index}`, displayName })) })
          : json(response, {
              total_count: NAMES.length,
              data: NAMES.map((name, index) => ({
                id: String(index),
                role: { id: "1", name },
                workspace: { id: "2", name },
              })),
            }),
      ),
    );
    for (const service of [confidence, octane]) {
      const { session } = openAt(service, server.url);
      const form = await session.form(Action.create, undefined, new AbortController().signal);
      const options = form.fields.flatMap(field => ("options" in field ? field.options : []));
      expect(options.length).toBeGreaterThanOrEqual(NAMES.length);
      for (const { label, group = "", description = "" } of options) {
        expect(`${label}${group}${description}`).not.toMatch(UNSEEN);
      }
    }
  });
});
