import { describe, expect, test } from "vitest";
import { occurrencesIn, textOfFile } from "../../../extension/rotation/occurrences.ts";
import { type Bounds, searchFiles } from "../../../extension/rotation/search-files.ts";

const ID = "myKey03_l2j4391xlw0k2ipwx5ejmdor8";
const at = (text: string) => [...occurrencesIn(text, ID)].map(({ line, column }) => [line, column]);

describe("a client ID in a text", () => {
  test.each([
    ["alone", ID, [[0, 0]]],
    ["in a .env file", `A=1\nID=${ID}\n`, [[1, 3]]],
    [
      "in quotes, twice in a line",
      `"${ID}" '${ID}'`,
      [
        [0, 1],
        [0, ID.length + 4],
      ],
    ],
    ["in CRLF lines", `a\r\nb: ${ID}\r\nc`, [[1, 3]]],
    ["in an address", `https://x/?client=${ID}&b`, [[0, 18]]],
  ])("is found %s", (_where, text, places) => expect(at(text)).toEqual(places));

  test.each([
    ["after a letter", `x${ID}`],
    ["before a digit", `${ID}9`],
    ["as a part with a dash", `${ID}-old`],
    ["as a part with an underscore", `_${ID}`],
    ["in other letters", ID.toUpperCase()],
    ["cut", ID.slice(0, -1)],
  ])("is not where another value is: %s", (_how, text) => expect(at(text)).toEqual([]));

  test("comes with its line, without the end of it", () => {
    expect([...occurrencesIn(`a\r\n  id: ${ID} # old\r\n`, ID)].map(({ lineText }) => lineText)).toEqual([
      `  id: ${ID} # old`,
    ]);
  });
});

describe("one long line", () => {
  const bundle = `"${ID}",`.repeat(100_000);

  test("is looked through once, not again for each place", () => {
    const began = performance.now();
    expect([...occurrencesIn(bundle, ID)]).toHaveLength(100_000);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("is not shown whole", () => {
    const [first] = occurrencesIn(bundle, ID);
    expect(first?.lineText.length).toBeLessThanOrEqual(1000);
    expect(first?.lineText.startsWith(`"${ID}"`)).toBe(true);
  });
});

describe("a file", () => {
  test("with a zero byte is binary", () => expect(textOfFile(Buffer.from("PNG\0\x01"))).toBeUndefined());
  test("in UTF-8 is text", () => expect(textOfFile(Buffer.from("ä"))).toBe("ä"));
  test("in UTF-16 is text", () => {
    const bytes = Buffer.from(`\ufeffid=${ID}`, "utf16le");
    expect(textOfFile(bytes)).toContain(ID);
    expect(textOfFile(bytes.swap16())).toContain(ID);
  });
});

describe("a search", () => {
  const bounds: Bounds = { places: 100, milliseconds: 60_000, atOnce: 3 };
  const files = Array.from({ length: 30 }, (_, index) => index);
  const search = (changes: Partial<Bounds> = {}, signal = new AbortController().signal) =>
    searchFiles(
      ID,
      files,
      async file => {
        // The later, the faster.
        await new Promise(resolve => setTimeout(resolve, (30 - file) / 3));
        if (file % 10 === 5) return "skipped";
        return file % 10 === 6 ? "binary" : { text: `${ID}\n${ID}` };
      },
      { ...bounds, ...changes },
      signal,
    );

  test("lists the places in the order of the files, and says what it left out", async () => {
    const { places, looked, skipped, stopped } = await search();
    expect([looked, skipped, stopped]).toEqual([27, 3, undefined]);
    expect(places).toHaveLength(48);
    expect(places.map(({ file }) => file)).toEqual(
      places.map(({ file }) => file).toSorted((one, other) => one - other),
    );
  });

  test("ends at so many places", async () => {
    const { places, stopped } = await search({ places: 10 });
    expect(stopped).toBe("places");
    expect(places.length).toBeGreaterThanOrEqual(10);
    expect(places.length).toBeLessThan(20);
  });

  const one = (bound: Partial<Bounds>, signal = new AbortController().signal, times = 1000) =>
    searchFiles(ID, ["bundle.js"], async () => ({ text: `${ID} `.repeat(times) }), { ...bounds, ...bound }, signal);

  test("ends at so many places in the middle of the only file, and says so", async () => {
    const { places, stopped } = await one({ places: 10 });
    expect([places.length, stopped]).toEqual([10, "places"]);
  });

  test("that found just as many as it may is complete", async () => {
    const { places, stopped } = await one({ places: 1000 });
    expect([places.length, stopped]).toEqual([1000, undefined]);
  });

  test("ends after so much time in the middle of a file", async () => {
    const { stopped } = await one({ places: 1e6, milliseconds: 5 }, undefined, 100_000);
    expect(stopped).toBe("time");
  });

  test("ends after so much time", async () => {
    const { stopped, looked } = await search({ milliseconds: 20 });
    expect(stopped).toBe("time");
    expect(looked).toBeLessThan(27);
  });

  test("ends when it is cancelled, with what it has found", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 25);
    const { stopped, places } = await search({}, abort.signal);
    expect(stopped).toBe("cancelled");
    expect(places.length).toBeGreaterThan(0);
  });
});
