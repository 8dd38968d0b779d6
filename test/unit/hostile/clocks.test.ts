import { describe, expect, test } from "vitest";
import { relativeTime } from "../../../extension/core/relative-time.ts";
import { octane } from "../../../extension/services/octane/index.ts";
import { httpServer, json } from "../core/local-server.ts";
import { afterSignIn, openAt, rowsOf } from "./services.ts";

describe("a server's clock", () => {
  test.each([
    "+275760-09-13T00:00:00Z",
    "-271821-04-20T00:00:00Z",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Thu, 01 Jan 1000 00:00:00 GMT",
    "soon",
    "",
  ])("that says “%s” is not believed, and dates can still be told", async date => {
    const server = await httpServer(
      afterSignIn((_, response) => json(response, { total_count: 1, data: [{ id: "1" }] }, 200, { date })),
    );
    const { session } = openAt(octane, server.url);
    await rowsOf(session);
    const now = session.now?.() ?? new Date(Number.NaN);
    expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000);
    expect(relativeTime(new Date(8.64e15), now, "en")).toMatch(/^in [\d,]+ years$/u);
  });

  test("that is a year ahead is believed: keys end by it", async () => {
    const ahead = new Date(Date.now() + 365 * 86_400_000);
    const server = await httpServer(
      afterSignIn((_, response) =>
        json(response, { total_count: 1, data: [{ id: "1", expiration: new Date().toISOString() }] }, 200, {
          date: ahead.toUTCString(),
        }),
      ),
    );
    const { session } = openAt(octane, server.url);
    const [row] = await rowsOf(session);
    expect(row?.state).toBe("expired");
  });
});
