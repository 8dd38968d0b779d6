import fc from "fast-check";
import { expect, test } from "vitest";
import { isTrustworthy } from "../../../extension/core/safe-url.ts";
import { parseBaseUrl } from "../../../extension/connections/base-url.ts";
import { parseConnections } from "../../../extension/connections/parse-connections.ts";
import { damaged, oddJson, oddText } from "./json-like.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";

const good = {
  id: "c-1",
  name: "Production",
  service: "octane",
  baseUrl: "https://octane.example",
  environment: "production",
  readOnly: true,
  caFile: "/etc/ca.pem",
  fields: { sharedSpace: "1001" },
};

const isSafe = (baseUrl: string): boolean => {
  if (baseUrl === "mock:") return true;
  const url = new URL(baseUrl);
  return isTrustworthy(url) && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
};

test(
  "whatever stands in the setting is a connection to a safe address or a misfit with its place",
  () => {
    const item = fc.oneof(
      damaged(good),
      oddJson(...Object.keys(good)),
      oddText.map(baseUrl => ({ ...good, baseUrl })),
      fc.webUrl({ withFragments: true, withQueryParameters: true }).map(baseUrl => ({ ...good, baseUrl })),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), items => {
        const { connections, misfits } = parseConnections(items);
        expect(connections.length + misfits.length).toBe(items.length);
        for (const { baseUrl } of connections) expect(isSafe(baseUrl)).toBe(true);
        expect(new Set(connections.map(({ id }) => id)).size).toBe(connections.length);
        for (const { position, message } of misfits) {
          expect(position).toBeGreaterThan(0);
          expect(position).toBeLessThanOrEqual(items.length);
          expect(message).not.toBe("");
        }
      }),
      tries(500),
    );
  },
  PATIENCE_MS,
);

test(
  "whatever is typed as an address is a safe one or refused in words, and a safe one stays as it is",
  () => {
    const scheme = fc.constantFrom(
      "",
      "https://",
      "http://",
      "file://",
      "javascript:",
      "HTTPS://",
      "https:\\\\",
      "//",
      "mock:",
    );
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map(ip => `[${ip}]`),
      oddText,
      fc.constantFrom("localhost", "127.0.0.1", "a:b@c", "localhost.evil.example"),
    );
    const rest = fc.oneof(
      fc.constant(""),
      fc.webPath(),
      oddText,
      fc.constantFrom(":99999", ":0", "/v1/apiClients", "?x=1", "#y"),
    );
    fc.assert(
      fc.property(scheme, host, rest, (...parts) => {
        const parsed = parseBaseUrl(parts.join(""));
        if (!parsed.ok) {
          expect(parsed.message).not.toBe("");
          return;
        }
        expect(isSafe(parsed.baseUrl)).toBe(true);
        expect(parseBaseUrl(parsed.baseUrl)).toEqual(parsed);
      }),
      tries(2000),
    );
  },
  PATIENCE_MS,
);
