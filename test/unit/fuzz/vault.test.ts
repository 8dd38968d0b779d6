import fc from "fast-check";
import { expect, test } from "vitest";
import { connectionId, credentialId } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import { type Entry, entryId, entryText, parseEntry } from "../../../extension/vault/entry.ts";
import { openEntry, sealEntry, type Writer } from "../../../extension/vault/envelope.ts";
import { vaultKey } from "../../../extension/vault/key.ts";
import { damaged, oddJson, oddNumber, oddText } from "./json-like.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";

/* The files of the vault: what was put in comes out, and what was changed by a single bit does not. */

const key = vaultKey(Buffer.alloc(32, 7));
const other = vaultKey(Buffer.alloc(32, 8));
const id = entryId("0b9c6a52-4f5e-4c0b-9c7e-1f3b1a2c3d4e");

// Half a character has no place in UTF-8, and no server gives or takes one.
const whole = oddText.filter(text => !/\p{Cs}/u.test(text));
const finite = oddNumber.filter(number => !Object.is(number, -0) && Number.isFinite(number));
const entry: fc.Arbitrary<Entry> = fc.record({
  state: fc.constant("issued" as const),
  connectionId: whole.map(connectionId),
  credentialId: whole.map(credentialId),
  label: whole,
  issuedAt: finite,
  print: fc.record({ length: fc.nat(), digest: whole, rolling: finite }),
  secret: whole.map(value => new Secret(value)),
});
const writer: fc.Arbitrary<Writer | undefined> = fc.option(fc.record({ pid: fc.nat(), window: whole, at: fc.nat() }), {
  nil: undefined,
});

test(
  "an entry comes out as it went in, under its own name and key only",
  () => {
    fc.assert(
      fc.property(entry, writer, (given, by) => {
        const file = sealEntry(id, given, by, key);
        const opened = openEntry(id, file, key);
        expect(opened).toMatchObject({ type: "opened" });
        if (opened.type === "opened") expect(entryText(opened.entry)).toBe(entryText(given));
        expect(openEntry(id, file, other).type).toBe("other-key");
        expect(openEntry(entryId("another"), file, key).type).toBe("damaged");
      }),
      tries(300),
    );
  },
  PATIENCE_MS,
);

test(
  "a file with anything in it changed does not open",
  () => {
    fc.assert(
      fc.property(entry, writer, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, by, at, bits) => {
        const file = Buffer.from(sealEntry(id, given, by, key));
        const place = at % file.length;
        file[place] = (file[place] ?? 0) ^ bits;
        const opened = openEntry(id, file.toString("utf8"), key);
        // Base64 has spare bits at its end and spells some bytes in two ways: the same content is no other one.
        if (opened.type === "opened") expect(entryText(opened.entry)).toBe(entryText(given));
      }),
      tries(500),
    );
  },
  PATIENCE_MS,
);

test(
  "whatever stands in a file is an entry or is said to be damaged, newer or another key's",
  () => {
    const sealed: unknown = JSON.parse(
      sealEntry(
        id,
        {
          state: "unconfirmed",
          connectionId: connectionId("c"),
          server: "s",
          begunAt: 1,
          intent: { action: "create" as never, label: "l", facts: {} },
        },
        undefined,
        key,
      ),
    );
    const text = fc.oneof(
      damaged(sealed).map(json => JSON.stringify(json)),
      oddText,
      oddJson("version", "key", "iv", "tag", "data").map(json => JSON.stringify(json)),
    );
    fc.assert(
      fc.property(text, given => {
        expect(["opened", "other-key", "newer", "damaged"]).toContain(openEntry(id, given, key).type);
      }),
      tries(500),
    );
  },
  PATIENCE_MS,
);

test(
  "whatever was sealed is an entry or none",
  () => {
    const right = {
      state: "issued",
      connectionId: "c",
      credentialId: "1",
      label: "l",
      issuedAt: 1,
      print: { length: 1, digest: "d", rolling: 1 },
      secret: "s",
    };
    const text = fc
      .oneof(damaged(right), oddJson(...Object.keys(right), "intent", "facts"))
      .map(json => JSON.stringify(json));
    fc.assert(
      fc.property(text, given => {
        const parsed = parseEntry(given);
        if (parsed === undefined) return;
        expect(parseEntry(entryText(parsed))).toEqual(parsed);
        expect(JSON.stringify(parsed)).not.toMatch(/"secret":"(?!\[secret\])/u);
      }),
      tries(500),
    );
  },
  PATIENCE_MS,
);
