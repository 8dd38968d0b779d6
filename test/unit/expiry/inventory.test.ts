import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Secret } from "../../../extension/core/secret.ts";
import { csvCell, inventoryCsv } from "../../../extension/expiry/inventory-csv.ts";
import { inventoryJson } from "../../../extension/expiry/inventory-json.ts";
import { inventoryMarkdown } from "../../../extension/expiry/inventory-markdown.ts";
import { type Inventory, inventoryRow, unreadRow } from "../../../extension/expiry/inventory.ts";
import { connection, credential, inDays, now } from "./samples.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";

const origin = { connection: connection("one"), service: "Octane", server: "octane.example" };
const broken = { connection: connection("two"), service: "Confidence", server: "confidence.example" };
const key = credential("nightly", {
  clientId: "nightly_abc",
  description: "for | Jenkins",
  createdAt: inDays(-10),
  expiresAt: inDays(5),
});
const inventory: Inventory = {
  at: now,
  rows: [inventoryRow(origin, key, now, 14), inventoryRow(origin, credential("=1+1"), now, 14)],
  unread: [unreadRow(broken, "Nobody listens there.")],
};

/** What a reader of RFC 4180 makes of it. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cells = text.replace(/^\ufeff/u, "").matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu);
  for (const [, quoted, plain = "", end] of cells) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("as CSV", () => {
  test("has a heading, a row for each credential, and one for what could not be read", () => {
    expect(parseCsv(inventoryCsv(inventory))).toEqual([
      [
        "Connection",
        "Service",
        "Environment",
        "Server",
        "Kind",
        "Name",
        "ID",
        "Client ID",
        "State",
        "Created",
        "Expires",
        "Description",
      ],
      [
        "Space one",
        "Octane",
        "Test",
        "octane.example",
        "access key",
        "nightly",
        "nightly",
        "nightly_abc",
        "Expires soon",
        "2026-11-12T12:00:00.000Z",
        "2026-11-27T12:00:00.000Z",
        "for | Jenkins",
      ],
      ["Space one", "Octane", "Test", "octane.example", "access key", "'=1+1", "'=1+1", "", "Active", "", "", ""],
      [
        "Space two",
        "Confidence",
        "Test",
        "confidence.example",
        "",
        "",
        "",
        "",
        "Could not be read",
        "",
        "",
        "Nobody listens there.",
      ],
    ]);
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+49", "'+49"],
    ["-5", "'-5"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1+1", "'=1+1"],
    ["\t=1+1", "'=1+1"],
    ["\r=1+1", "'=1+1"],
    ["\n=1+1", "'=1+1"],
    ["\tplain", "'plain"],
    ["\u00a0=1+1", "'=1+1"],
    ["\u200b=1+1", "'=1+1"],
    ["\u{e0100}=1+1", "'=1+1"],
    ["\u115f=1+1", "'=1+1"],
    ["\uff1d1+1", "'\uff1d1+1"],
    ["deploy; =1+1", '"deploy; \'=1+1"'],
    ["plain", "plain"],
    ["a-b=c", "a-b=c"],
    ['say "hi", you', '"say ""hi"", you"'],
    ["two\nlines", "two lines"],
    ["", ""],
  ])("the cell %j becomes %j", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test(
    "no text of any kind is a formula in a cell, breaks out of it, or is lost",
    () => {
      fc.assert(
        fc.property(
          fc.string({ unit: "binary" }),
          fc.string({ unit: fc.constantFrom("=", "+", "-", "@", ";", ",", '"', "'", "\t", "\r", "\n", " ", "a") }),
          (one, other) => {
            expect([one, other, `${other}${one}`].map(problemOf)).toEqual(["", "", ""]);
          },
        ),
        tries(100),
      );
    },
    PATIENCE_MS,
  );
});

/** What is wrong with the cell that is made of a text; empty where nothing is. */
function problemOf(text: string): string {
  const [cells = []] = parseCsv(`${csvCell(text)},next\r\n`);
  const [cell = ""] = cells;
  if (cells.length !== 2) return "it breaks out";
  if (/^[\s\p{Cc}\p{Cf}]*[=+\-@]|^[\t\r]|;\s*[=+\-@]/u.test(cell)) return "it is a formula";
  const essence = (of: string): string => of.replace(/[\s']|\p{C}|\p{Default_Ignorable_Code_Point}/gu, "");
  return essence(cell) === essence(text) ? "" : "something is lost";
}

describe("as Markdown", () => {
  test("is a table, and says that it is not complete", () => {
    const lines = inventoryMarkdown(inventory).split("\n");
    expect(lines).toContain("Not complete. These connections could not be read: Space two.");
    const table = lines.filter(line => line.startsWith("|"));
    expect(table).toHaveLength(5);
    for (const line of table) expect(line.match(/(?<!\\)\|/gu)).toHaveLength(13);
    expect(table[2]).toContain("for \\| Jenkins");
  });
});

describe("as JSON", () => {
  test("says what it is, for whoever reads it", () => {
    expect(JSON.parse(inventoryJson(inventory))).toMatchObject({
      format: "keyporter-inventory",
      version: 1,
      at: "2026-11-22T12:00:00.000Z",
      credentials: [{ label: "nightly", state: "expiring", environment: "test" }, { label: "=1+1" }],
      unread: [{ connection: "Space two", reason: "Nobody listens there." }],
    });
  });
});

test("as JSON, a name can't do anything to a terminal", () => {
  const named = credential("a\u009b31m\u202eb");
  const text = inventoryJson({ ...inventory, rows: [inventoryRow(origin, named, now, 14)] });
  expect(text).toContain(String.raw`"a\u009b31m\u202eb"`);
});

test("whatever a credential carries, nothing but what an inventory has comes out", () => {
  const canary = "c4n4ry-51e2-secret";
  const loaded = Object.assign(credential("loaded"), {
    secret: new Secret(canary),
    clientSecret: canary,
    details: [{ id: "x", label: "x", value: { type: "text" as const, text: canary } }],
  });
  const leaking: Inventory = { at: now, rows: [inventoryRow(origin, loaded, now, 14)], unread: [] };
  for (const text of [inventoryCsv(leaking), inventoryMarkdown(leaking), inventoryJson(leaking)])
    expect(text).not.toContain(canary);
});
