import { describe, expect, it } from "vitest";
import type { Raw } from "../../../mock-server/journal/exchange.ts";
import { createJournal } from "../../../mock-server/journal/journal.ts";

const entry = (path: string) => ({ at: "", method: "GET", path, status: 200, milliseconds: 1 });
const raw = (answer?: string): Raw => ({
  requestHeaders: {},
  search: "",
  requestBody: undefined,
  requestLength: 0,
  answerHeaders: {},
  answer,
});

describe("the journal", () => {
  it("keeps the last requests, oldest first", () => {
    const journal = createJournal({ entries: 3, characters: 1000 });
    expect(journal.entries()).toEqual([]);
    for (const path of ["1", "2", "3", "4", "5"]) journal.add(entry(path), raw());
    expect(journal.entries().map(({ path }) => path)).toEqual(["3", "4", "5"]);
    journal.clear();
    journal.add(entry("6"), raw());
    expect(journal.entries().map(({ id, path }) => [id, path])).toEqual([[6, "6"]]);
  });

  it("gives up the contents of the oldest before it grows too large, and says so", () => {
    const journal = createJournal({ entries: 10, characters: 25 });
    for (const path of ["1", "2", "3"]) journal.add(entry(path), raw('"12345678"'));
    expect(journal.exchanges().map(({ path, answer }) => [path, answer.body ?? answer.omitted])).toEqual([
      ["1", "Newer requests needed the room."],
      ["2", "12345678"],
      ["3", "12345678"],
    ]);
    journal.add(entry("4"), raw(JSON.stringify("x".repeat(100))));
    expect(journal.exchanges({ limit: 1 })[0]?.answer).toHaveProperty("omitted");
    journal.add(entry("5"), raw('"12345678"'));
    expect(journal.exchanges({ limit: 1 })[0]?.answer.body).toBe("12345678");
  });

  it("tells listeners until they no longer want to hear it", () => {
    const heard: string[] = [];
    const journal = createJournal(undefined, ({ path }) => heard.push(`always ${path}`));
    const unsubscribe = journal.subscribe(({ path }) => heard.push(path));
    journal.add(entry("1"), raw());
    unsubscribe();
    journal.add(entry("2"), raw());
    expect(heard).toEqual(["always 1", "1", "always 2"]);
  });
});
