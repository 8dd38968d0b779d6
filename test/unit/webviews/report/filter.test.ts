import { expect, test } from "vitest";
import { filterFor, filterText } from "../../../../extension/webviews/report/filter.ts";

const text = filterText({ label: "Salaries 2026", where: "Human Resources" });

test.each(["", "  ", "salaries", "2026 SALARIES", "human 2026", "ries"])("“%s” lets it through", typed => {
  expect(filterFor(typed)(text)).toBe(true);
});

test.each(["salaries 2027", "humans"])("“%s” does not", typed => {
  expect(filterFor(typed)(text)).toBe(false);
});

test("letters that are written in two ways are the same", () => {
  expect(filterFor("ﬁnance cafe\u0301")(filterText({ label: "Finance Café" }))).toBe(true);
});
