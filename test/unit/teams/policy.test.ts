import { readFileSync } from "node:fs";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { Form } from "../../../extension/core/form.ts";
import { matchesGlob } from "../../../extension/core/glob.ts";
import { allowsOrigin, parsePolicy, type Policy, policyFile } from "../../../extension/teams/policy.ts";
import {
  broken,
  formUnder,
  NO_RULES,
  originComplaint,
  type Rules,
  rulesOf,
} from "../../../extension/teams/policy-rules.ts";
import { oddJson } from "../fuzz/json-like.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";
import { sure } from "../rotation/sure.ts";

const policyOf = (more: object): Policy => {
  const parsed = parsePolicy(JSON.stringify({ version: 1, name: "Acme", ...more }));
  if ("wrong" in parsed) throw new Error(`no policy: ${JSON.stringify(parsed.wrong)}`);
  return parsed;
};
const rules = (...policies: readonly object[]): Rules => ({ policies: policies.map(policyOf), unreadable: [] });

const SERVER = "https://octane.acme.example";
const now = new Date("2026-11-22T12:00:00Z");
const inDays = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();
const form: Form = {
  title: "Create",
  submitLabel: "Create",
  fields: [
    { key: "name", type: "text", label: "Name", required: true, help: "Becomes the client ID." },
    {
      key: "expiration",
      type: "expiry",
      label: "Expiration",
      presets: [30, 90, 365].map(days => ({ days, label: String(days) })),
    },
  ],
  values: {},
};
const withoutEnd: Form = { ...form, fields: form.fields.slice(0, 1) };
const complaintOf = (under: Rules, values: Record<string, string>, server = SERVER) =>
  broken(under, form, values, server, now);

describe("a policy file", () => {
  test.each([
    ["another version", JSON.stringify({ version: 2, name: "Acme" }), "version"],
    ["nobody who has written it", JSON.stringify({ version: 1, name: " " }), "name"],
    [
      "a lifetime of no days",
      JSON.stringify({ version: 1, name: "Acme", maximumLifetimeDays: 0 }),
      "maximumLifetimeDays",
    ],
    [
      "a server that is none",
      JSON.stringify({ version: 1, name: "Acme", allowedOrigins: ["everything"] }),
      "allowedOrigins.0",
    ],
    [
      "one in the clear",
      JSON.stringify({ version: 1, name: "Acme", allowedOrigins: ["http://acme.example"] }),
      "allowedOrigins.0",
    ],
    ["a rule that nobody knows", JSON.stringify({ version: 1, name: "Acme", maxLifetime: 3 }), "maxLifetime"],
  ])("with %s says where it is wrong", (_, text, where) => {
    expect(parsePolicy(text)).toEqual({ wrong: { type: "no-rule", at: where } });
  });

  test("that is no JSON, or no object, says so", () => {
    expect(parsePolicy("{")).toEqual({ wrong: { type: "no-json" } });
    expect(parsePolicy("7")).toEqual({ wrong: { type: "no-object" } });
  });

  test("with a name that fills a screen is told in a line", () => {
    const parsed = parsePolicy(JSON.stringify({ version: 1, name: "Acme", [`a\n${"x".repeat(50_000)}`]: 1 }));
    expect("wrong" in parsed && parsed.wrong.type === "no-rule" && parsed.wrong.at).toMatch(/^a x{90,98}$/u);
  });

  test("can name nothing that leads anywhere, runs anything or sets anything", () => {
    expect(Object.keys(policyFile.entries).toSorted()).toEqual([
      "$schema",
      "allowedOrigins",
      "maximumLifetimeDays",
      "name",
      "namePattern",
      "requireExpiration",
      "version",
    ]);
  });

  test("has the same properties in the schema that editors have", () => {
    const schema = v.parse(
      v.object({ properties: v.looseObject({}), required: v.array(v.string()) }),
      JSON.parse(readFileSync(new URL("../../../media/schemas/policy.json", import.meta.url), "utf8")),
    );
    expect(Object.keys(schema.properties).toSorted()).toEqual(Object.keys(policyFile.entries).toSorted());
    expect(schema.required).toEqual(["version", "name"]);
  });

  test(
    "whatever it holds, it is read or told",
    () => {
      fc.assert(
        fc.property(oddJson(...Object.keys(policyFile.entries)), json => {
          expect(() => parsePolicy(JSON.stringify({ version: 1, name: "Acme", ...Object(json) }))).not.toThrow();
        }),
        tries(300),
      );
    },
    PATIENCE_MS,
  );
});

describe("allowed servers", () => {
  const acme = policyOf({ allowedOrigins: ["https://octane.acme.example", "https://*.cloud.example:8443"] });

  test.each([
    ["https://octane.acme.example", true],
    ["https://octane.acme.example/gateway", true],
    ["https://OCTANE.acme.example", true],
    ["https://a.cloud.example:8443", true],
    ["https://a.b.cloud.example:8443", true],
    ["mock:", true],
    ["http://127.0.0.1:4010", true],
    ["https://octane.acme.example.evil.example", false],
    ["https://octane.acme.example:444", false],
    ["https://a.cloud.example", false],
    ["https://cloud.example:8443", false],
    ["https://evilcloud.example:8443", false],
    ["https://acme.example", false],
  ])("%s: %s", (address, allowed) => {
    expect(allowsOrigin(acme, address)).toBe(allowed);
  });

  test("none named means any, an empty list means none", () => {
    expect(allowsOrigin(policyOf({}), SERVER)).toBe(true);
    expect(allowsOrigin(policyOf({ allowedOrigins: [] }), SERVER)).toBe(false);
  });

  test("of several policies each has to allow it, and the one that does not is named", () => {
    const both = rules({ allowedOrigins: [SERVER] }, { name: "Other", allowedOrigins: ["https://other.example"] });
    expect(originComplaint(both, SERVER)).toMatch(/policy of Other does not name https:\/\/octane\.acme\.example/u);
    expect(complaintOf(both, { name: "x" })?.message).toMatch(/policy of Other/u);
  });
});

describe("a form for a new key", () => {
  test("stays as it is where there is no policy", () => {
    expect(formUnder(NO_RULES, form, SERVER)).toEqual(form);
    expect(complaintOf(NO_RULES, { name: "x", expiration: "" })).toBeUndefined();
  });

  test("says at the fields what is wanted and by whom, beside what it says itself", () => {
    const under = formUnder(rules({ namePattern: "team-*", maximumLifetimeDays: 90 }), form, SERVER);
    const [name, expiration] = under.fields;
    expect(name?.help).toBe("Becomes the client ID. The policy of Acme wants names like team-*.");
    expect(expiration?.help).toBe("The policy of Acme lets new ones live for 90 days at most.");
    expect(expiration?.required).toBe(true);
    expect(expiration?.type === "expiry" && expiration.presets.map(({ days }) => days)).toEqual([30, 90]);
  });

  test.each([
    ["a name of another kind", { name: "myKey", expiration: inDays(30) }, "name", /names like team-\*/],
    ["no end", { name: "team-a", expiration: "" }, "expiration", /90 days at most/],
    ["an end too late", { name: "team-a", expiration: inDays(91) }, "expiration", /90 days at most/],
  ])("does not keep to it with %s, and says so at the field", (_, values, field, words) => {
    const complaint = complaintOf(rules({ namePattern: "team-*", maximumLifetimeDays: 90 }), values);
    expect(complaint?.field).toBe(field);
    expect(complaint?.message).toMatch(words);
  });

  test("shows a pattern on one line, without what turns the text around", () => {
    const under = rules({ namePattern: "team-*\n\u202eevil" });
    expect(formUnder(under, form, SERVER).fields[0]?.help).toMatch(/wants names like team-\* evil\.$/u);
    expect(complaintOf(under, { name: "x" })?.message).toMatch(/wants names like team-\* evil\.$/u);
  });

  test("keeps to it with 90 days, chosen a moment ago", () => {
    const under = rules({ namePattern: "team-*", maximumLifetimeDays: 90, requireExpiration: true });
    expect(complaintOf(under, { name: " team-a ", expiration: inDays(90) })).toBeUndefined();
  });

  test("follows the strictest of several policies", () => {
    const under = rules(
      { maximumLifetimeDays: 365 },
      { name: "Payments", maximumLifetimeDays: 30 },
      { requireExpiration: true },
    );
    expect(complaintOf(under, { name: "a", expiration: inDays(60) })?.message).toMatch(
      /policy of Payments lets .* 30 days/u,
    );
    expect(complaintOf(under, { name: "a", expiration: inDays(29) })).toBeUndefined();
  });

  test("of a service that knows no end says that nobody can keep to it there, and goes on", () => {
    const under = rules({ requireExpiration: true });
    expect(formUnder(under, withoutEnd, SERVER).intro).toMatch(
      /policy of Acme wants new ones to expire, which this service can't/u,
    );
    expect(broken(under, withoutEnd, { name: "a" }, SERVER, now)).toBeUndefined();
  });

  test("says which file can't be read, so that a rule with a mistake does not look like none", () => {
    const under = rulesOf([
      { type: "unreadable", file: ".keyporter/policy.json", fault: { type: "no-rule", at: "namePattern" } },
    ]);
    expect(sure(formUnder(under, form, SERVER).intro)).toMatch(
      /\.keyporter\/policy\.json can't be read: what it has at “namePattern” is no rule/u,
    );
  });
});

describe("a pattern for names", () => {
  test.each([
    ["team-*", "team-a", true],
    ["team-*", "team-", true],
    ["team-*", "myteam-a", false],
    ["*-prod", "a-prod-prod", true],
    ["a?c", "abc", true],
    ["a?c", "a😀c", true],
    ["a?c", "ac", false],
    ["a.c", "abc", false],
    ["(a+)+$", "aaaa", false],
    ["*", "", true],
    ["", "", true],
    ["", "a", false],
  ])("%s and %s: %s", (pattern, text, matches) => {
    expect(matchesGlob(text, pattern)).toBe(matches);
  });

  test("is what a regular expression would be", () => {
    const sign = fc.constantFrom("a", "b", "*", "?", ".");
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 8 }),
        (signs, text) => {
          const source = signs
            .map(each => (each === "*" ? ".*" : each === "?" ? "." : each === "." ? "\\." : each))
            .join("");
          expect(matchesGlob(text, signs.join(""))).toBe(new RegExp(`^(?:${source})$`, "su").test(text));
        },
      ),
      tries(2000),
    );
  });

  test("takes no time that anybody notices, whatever it is", () => {
    const begun = performance.now();
    expect(matchesGlob(`${"a".repeat(10_000)}b`, `${"*a".repeat(100)}*c`)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
