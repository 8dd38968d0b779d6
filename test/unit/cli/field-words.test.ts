import { describe, expect, test } from "vitest";
import { complaintAbout, fieldWords } from "../../../extension/cli/field-words.ts";
import type { ChoiceField, Field, ManyField } from "../../../extension/core/form.ts";

const option = (value: string, group?: string) => ({
  value,
  label: value.toUpperCase(),
  ...(group === undefined ? {} : { group }),
});
const many = (more: Partial<ManyField> = {}): ManyField => ({
  key: "roles",
  type: "many",
  label: "Roles",
  options: [],
  ...more,
});

describe("the list of fields", () => {
  test("names a field, how it is written, and what can be chosen", () => {
    const owner: ChoiceField = { key: "owner", type: "choice", label: "Owner", options: [option("a"), option("b")] };
    expect(
      fieldWords([{ key: "name", type: "text", label: "Name", required: true }, owner, many()]).split("\n"),
    ).toEqual([
      "The fields are:",
      "name (text, required) Name",
      "owner (one of these) Owner: a “A”, b “B”",
      "roles (repeat for each) Roles",
    ]);
  });

  test("has a line for each group, and says how many it leaves out", () => {
    const options = [
      ...["a", "b"].map(value => option(value, "Shop")),
      ...Array.from({ length: 22 }, (_, index) => option(`c${index}`, "App")),
    ];
    const [, head, shop, app] = fieldWords([many({ options })]).split("\n");
    expect([head, shop]).toEqual(["roles (repeat for each) Roles", "roles, Shop: a “A”, b “B”"]);
    expect(app).toMatch(/^roles, App: c0 “C0”, .*, c19 “C19”, and 2 more$/u);
  });

  test("of a thousand groups is no thousand lines", () => {
    const options = Array.from({ length: 1000 }, (_, index) => option("a", `Workspace ${index}`));
    const lines = fieldWords([many({ options })]).split("\n");
    expect([lines.length, lines.at(-1)]).toEqual([23, "roles: and 980 more like these"]);
  });
});

describe("what is wrong", () => {
  test.each<[Field, string, string | undefined]>([
    [many({ required: true }), "", "At least one is needed."],
    [
      { key: "owner", type: "choice", label: "Owner", options: [option("a")] },
      "canary",
      "This is none of those that can be chosen.",
    ],
    [
      { key: "end", type: "expiry", label: "End", presets: [] },
      "canary",
      "This is neither a moment in UTC nor a span.",
    ],
    [{ key: "end", type: "expiry", label: "End", presets: [], required: true }, "", "End is required."],
    [{ key: "end", type: "expiry", label: "End", presets: [] }, "2027-01-31T00:00:00Z", undefined],
  ])("with %j when it is %j is said without repeating it, nor speaking of clicks", (field, typed, words) => {
    const values = typed === "" ? {} : { [field.key]: typed };
    expect(complaintAbout(field, values)).toBe(words);
  });
});
