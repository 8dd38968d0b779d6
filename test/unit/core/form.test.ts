import { describe, expect, test } from "vitest";
import {
  checkField,
  checkForm,
  type Field,
  type FieldValue,
  listOf,
  momentOf,
  momentText,
  pairsOf,
  textOf,
} from "../../../extension/core/form.ts";

const base = { key: "k", label: "Name", options: [], keyLabel: "Key", valueLabel: "Value" };

const complaint = (field: Partial<Field> & Pick<Field, "type">, value?: FieldValue): string | undefined => {
  const whole: unknown = { ...base, ...field };
  return checkField(whole as Field, value === undefined ? {} : { k: value });
};

describe("a text", () => {
  test.each([undefined, "", "  ", "\n\t"])("that is required must not be blank: %j", value => {
    expect(complaint({ type: "text", required: true }, value)).toBe("Name is required.");
    expect(complaint({ type: "secret", required: true }, value)).toBe("Name is required.");
    expect(complaint({ type: "choice", required: true }, value)).toBe("Name is required.");
  });

  test("that is not required may be blank, also where it has a pattern", () => {
    expect(complaint({ type: "text", pattern: { source: "\\d+", message: "Digits." } }, "")).toBeUndefined();
  });

  test.each([
    ["2999-01-31", undefined],
    [" 2999-12-01 ", undefined],
    ["", undefined],
    ["2020-01-31", "That day is over."],
    ["2999-02-30", "Write a day as year-month-day, like 2027-01-31, or leave it empty."],
    ["31.1.2999", "Write a day as year-month-day, like 2027-01-31, or leave it empty."],
  ])("that is a day to come is one: %j", (value, said) => {
    expect(complaint({ type: "text", day: true }, value)).toBe(said);
  });

  test("has a greatest length, counted in characters as a person sees them", () => {
    expect(complaint({ type: "text", maxLength: 3 }, "📞📞📞")).toBeUndefined();
    expect(complaint({ type: "text", maxLength: 3 }, "abcd")).toBe("At most 3 characters; these are 4.");
  });

  test.each([
    ["abc", undefined],
    ["abcd", "Three letters or digits."],
    ["xabc", "Three letters or digits."],
    ["123", undefined],
    ["1234", "Three letters or digits."],
  ])("must match its pattern as a whole: %s", (value, expected) => {
    const pattern = { source: "[a-z]{3}|\\d{3}", message: "Three letters or digits." };
    expect(complaint({ type: "text", pattern }, value)).toBe(expected);
  });

  test("a list where a text belongs counts as blank", () => {
    expect(complaint({ type: "text", required: true }, ["a"])).toBe("Name is required.");
  });

  test("a secret may be anything else", () => {
    expect(complaint({ type: "secret", required: true }, " p w ")).toBeUndefined();
  });
});

describe("a secret with rules", () => {
  const rules = { shortest: 10, longest: 30, classesNeeded: 3 };
  test.each([
    ["", undefined],
    ["Short-1", /Between 10 and 30 characters; these are 7/],
    ["only-lower-case", /at least 3 of these.*There are 2/],
    ["Three-Kinds-here", undefined],
    ["x".repeat(31), /these are 31/],
  ])("%j", (value, expected) => {
    const found = complaint({ type: "secret", rules }, value);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(expected);
  });

  test("is never quoted by the complaint", () => {
    expect(complaint({ type: "secret", rules }, "canary")).not.toContain("canary");
  });

  test("that is required must be there, generated or not", () => {
    expect(complaint({ type: "secret", rules, generate: true, required: true }, "")).toBe("Name is required.");
  });
});

describe("an expiry", () => {
  test.each(["", "2027-01-31T14:30:15Z", "2027-01-31T14:30Z", "2027-01-31T14:30:15.250Z", "2001-01-01T00:00:00Z"])(
    "may be none or any moment in UTC, a past one too: %j",
    value => {
      expect(complaint({ type: "expiry", presets: [] }, value)).toBeUndefined();
    },
  );

  test.each([
    "unfinished",
    "2027-01-31",
    "2027-01-31T14:30:15",
    "2027-01-31T14:30:15+01:00",
    "2027-02-30T00:00:00Z",
    "2027-01-31T25:00:00Z",
    " ",
  ])("is nothing else: %j", value => {
    expect(complaint({ type: "expiry", presets: [] }, value)).toBe("Choose a date and a time.");
  });

  test("that is required is a moment", () => {
    expect(complaint({ type: "expiry", presets: [], required: true }, "")).toBe("Name is required.");
  });

  test.each(["2027-01-31T14:30:15Z", "2027-01-31T14:30:15.250Z"])("is read and written without loss: %s", text => {
    expect(momentText(momentOf(text) ?? new Date(0))).toBe(text);
  });
});

describe("a choice", () => {
  const options = [{ value: "a", label: "A" }];
  test("is one of the list", () => {
    expect(complaint({ type: "choice", options }, "a")).toBeUndefined();
    expect(complaint({ type: "choice", options }, "b")).toBe("Choose one from the list.");
  });
  test("or another, where that is allowed", () => {
    expect(complaint({ type: "choice", options, allowOther: true }, "b")).toBeUndefined();
  });
});

describe("many", () => {
  const options = [{ value: "a", label: "A" }];
  test("that are required are at least one", () => {
    expect(complaint({ type: "many", options, required: true }, [])).toBe("Choose at least one.");
    expect(complaint({ type: "many", options, required: true })).toBe("Choose at least one.");
    expect(complaint({ type: "many", options, required: true }, ["a"])).toBeUndefined();
    expect(complaint({ type: "many", options }, [])).toBeUndefined();
  });
});

describe("pairs", () => {
  test.each([
    [[{ key: "team", value: "payments" }], undefined],
    [[{ key: "team", value: "" }], undefined],
    [[{ key: "", value: "" }], undefined],
    [[{ key: " ", value: "payments" }], "“payments” needs a key."],
    [
      [
        { key: "team", value: "a" },
        { key: "team", value: "b" },
      ],
      "The key “team” is there twice.",
    ],
    [
      [
        { key: "team", value: "a" },
        { key: " team ", value: "b" },
      ],
      "The key “team” is there twice.",
    ],
    [
      [
        { key: "__proto__", value: "a" },
        { key: "constructor", value: "b" },
      ],
      undefined,
    ],
  ])("%j", (pairs, expected) => {
    expect(complaint({ type: "pairs" }, pairs)).toBe(expected);
  });

  test("that are required are at least one", () => {
    expect(complaint({ type: "pairs", required: true }, [{ key: " ", value: "" }])).toBe("Name is required.");
    expect(complaint({ type: "pairs", required: true }, [{ key: "a", value: "" }])).toBeUndefined();
  });
});

describe("a form", () => {
  const fields: readonly Field[] = [
    { key: "name", label: "Name", type: "text", required: true },
    { key: "roles", label: "Roles", type: "many", options: [], allowOther: true, required: true },
    { key: "note", label: "Note", type: "text" },
  ];
  test("has a complaint for each field that is wrong, and none for the others", () => {
    expect(checkForm(fields, { note: "x" })).toEqual({ name: "Name is required.", roles: "Choose at least one." });
    expect(checkForm(fields, { name: "n", roles: ["r"] })).toEqual({});
  });
});

describe("reading a value of the wrong kind gives the empty one", () => {
  const values = { text: "t", list: ["a"], pairs: [{ key: "k", value: "v" }] };
  test("of each kind", () => {
    expect([textOf(values, "text"), textOf(values, "list"), textOf(values, "gone")]).toEqual(["t", "", ""]);
    expect([listOf(values, "list"), listOf(values, "text"), listOf(values, "pairs")]).toEqual([["a"], [], []]);
    expect([pairsOf(values, "pairs"), pairsOf(values, "text"), pairsOf(values, "list")]).toEqual([
      values.pairs,
      [],
      [],
    ]);
  });
});
