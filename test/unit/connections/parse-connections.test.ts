import { describe, expect, test } from "vitest";
import { environmentOf } from "../../../extension/connections/connection.ts";
import { parseConnections } from "../../../extension/connections/parse-connections.ts";

const eu = { id: "1", name: "EU", service: "confidence", baseUrl: "https://iam.eu.confidence.dev/" };

describe("the setting", () => {
  test("gives its connections, with what is left out filled in", () => {
    expect(
      parseConnections([
        eu,
        { ...eu, id: "2", name: " Mock ", baseUrl: "mock:", readOnly: true, fields: {}, environment: "test" },
      ]),
    ).toEqual({
      connections: [
        { ...eu, baseUrl: "https://iam.eu.confidence.dev", environment: "production", readOnly: false, fields: {} },
        {
          id: "2",
          name: "Mock",
          service: "confidence",
          baseUrl: "mock:",
          environment: "test",
          readOnly: true,
          fields: {},
        },
      ],
      misfits: [],
    });
  });

  test.each([
    ["no object", 7, /^It is not a connection\.$/u],
    ["null", null, /^It is not a connection\.$/u],
    ["a list", [], /^id: It is missing\.$/u],
    ["no id", { ...eu, id: undefined }, /^id: It is missing\.$/u],
    ["an empty id", { ...eu, id: "" }, /^id: It is empty\.$/u],
    ["a blank name", { ...eu, name: " " }, /^name: It is empty\.$/u],
    ["an address in the clear", { ...eu, baseUrl: "http://iam.example.com" }, /^baseUrl: http: would send/u],
    ["no address", { ...eu, baseUrl: 3 }, /^baseUrl: Something else belongs here: string$/u],
    [
      "an environment that is none",
      { ...eu, environment: "staging" },
      /^environment: .*"production" \| "test" \| "mock"/u,
    ],
    ["a word for yes", { ...eu, readOnly: "yes" }, /^readOnly: Something else belongs here: boolean$/u],
    ["an authority's file without a name", { ...eu, caFile: " " }, /^caFile: It is empty\.$/u],
  ])("keeps a misfit apart and the others alive: %s", (_, misfit, message) => {
    const { connections, misfits } = parseConnections([eu, misfit, { ...eu, id: "3" }]);
    expect(connections.map(({ id }) => id)).toEqual(["1", "3"]);
    expect(misfits).toEqual([{ position: 2, message: expect.stringMatching(message) as string }]);
  });

  test("knows the file of a private certificate authority, also one that is not on this machine", () => {
    const { connections } = parseConnections([{ ...eu, caFile: "/no/such/company-ca.pem" }]);
    expect(connections.map(({ caFile }) => caFile)).toEqual(["/no/such/company-ca.pem"]);
  });

  test("takes the first of two with the same id", () => {
    const { connections, misfits } = parseConnections([eu, { ...eu, name: "Again" }]);
    expect(connections.map(({ name }) => name)).toEqual(["EU"]);
    expect(misfits).toEqual([{ position: 2, message: "The id 1 is there twice." }]);
  });

  test("says nothing of a password in an address", () => {
    const { misfits } = parseConnections([{ ...eu, baseUrl: "https://ada:hunter2@iam.example.com" }]);
    expect(misfits).toHaveLength(1);
    expect(JSON.stringify(misfits)).not.toContain("hunter2");
  });
});

describe("the environment", () => {
  test.each([
    ["mock:", "production", "mock"],
    ["mock:", "mock", "mock"],
    ["http://127.0.0.1:4010", "mock", "mock"],
    ["https://localhost:4010", "mock", "mock"],
    ["https://iam.eu.confidence.dev", "mock", "production"],
    ["https://iam.eu.confidence.dev", "test", "test"],
    ["https://iam.eu.confidence.dev", "production", "production"],
  ] as const)(
    "of %s, said to be %s, is %s: nobody dresses a real server up as a mock",
    (baseUrl, environment, expected) => {
      expect(environmentOf({ baseUrl, environment })).toBe(expected);
    },
  );
});
