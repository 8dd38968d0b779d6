import { describe, expect, it } from "vitest";
import { createFaults } from "../../../mock-server/faults/faults.ts";
import { createRandom } from "../../../mock-server/random.ts";

describe("the path of a fault", () => {
  it.each([
    ["/v1/apiClients", "/v1/apiClients", true],
    ["/v1/apiClients", "/v1/apiClients/x", true],
    ["/v1/apiClients/", "/v1/apiClients", false],
    ["/v1/apiClient", "/v1/apiClients", false],
    ["/v1/roles/a", "/v1/roles/ab", false],
    ["/", "/v1/roles", true],
    ["/v1/*", "/v1/apiClients/x", true],
    ["/v1/*/x", "/v1/apiClients/x", true],
    ["/v1/*/x", "/v1/apiClients/y", false],
    ["/v1/*x", "/v1/x", true],
    ["/a*a", "/a", false],
    ["/v1/*Clients*d", "/v1/apiClients/id", true],
    ["/v1/*Clients*d", "/v1/apiClients/ie", false],
    ["/v1/a.c", "/v1/abc", false],
  ])("%s fits %s: %s", (pattern, path, expected) => {
    const faults = createFaults(() => createRandom(1));
    faults.add({ path: pattern, effect: { status: 500 } });
    expect(faults.take({ service: "confidence", method: "GET", path }) !== undefined).toBe(expected);
  });
});
