import { expect, it } from "vitest";
import { createJournal } from "../../../mock-server/journal.ts";

const entry = (path: string) => ({ at: "", method: "GET", path, status: 200, milliseconds: 1 });

it("the journal keeps the last requests, oldest first", () => {
  const journal = createJournal(3);
  expect(journal.entries()).toEqual([]);
  for (const path of ["1", "2", "3", "4", "5"]) journal.add(entry(path));
  expect(journal.entries().map(({ path }) => path)).toEqual(["3", "4", "5"]);
  journal.clear();
  journal.add(entry("6"));
  expect(journal.entries().map(({ path }) => path)).toEqual(["6"]);
});
