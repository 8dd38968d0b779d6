import { readFileSync } from "node:fs";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { Connection } from "../../../extension/connections/connection.ts";
import { connectionId } from "../../../extension/core/model.ts";
import { compare, imported } from "../../../extension/teams/compare.ts";
import {
  connectionFile,
  connectionFileText,
  parseConnectionFile,
  sharedConnection,
} from "../../../extension/teams/connection-file.ts";
import { octane } from "../../../extension/services/octane/index.ts";
import { connection } from "../expiry/samples.ts";
import { oddJson } from "../fuzz/json-like.ts";
import { PATIENCE_MS, tries } from "../../tries.ts";
import { sure } from "../rotation/sure.ts";

const fileOf = (...connections: readonly unknown[]): string =>
  JSON.stringify({ format: "keyporter-connections", version: 1, connections });
const space = { name: "Space", service: "octane", baseUrl: "https://octane.example/", fields: { sharedSpace: "1001" } };
const one = (json: unknown) => sure(sure(parseConnectionFile(fileOf(json))).connections[0]);

describe("a file with connections", () => {
  test("that was written is read as it was", () => {
    const written = connection("1", { fields: { sharedSpace: "1001" }, readOnly: true, caFile: "/home/ada/ca.pem" });
    const text = connectionFileText([
      [written, { method: "key", values: [{ key: "clientId", value: "robot_1" }] }],
      [connection("2"), undefined],
    ]);
    const { connections, misfits } = sure(parseConnectionFile(text));
    expect(misfits).toEqual([]);
    expect(connections[0]).toEqual({
      name: "Space 1",
      service: "octane",
      baseUrl: "https://octane.example",
      environment: "test",
      readOnly: true,
      fields: [{ key: "sharedSpace", value: "1001" }],
      signIn: { method: "key", values: [{ key: "clientId", value: "robot_1" }] },
    });
    expect(connections[1]?.signIn).toBeUndefined();
  });

  test("holds no id, and no path of the machine that it is from", () => {
    const text = connectionFileText([
      [connection("local-id", { name: "Space", caFile: "/home/ada/ca.pem" }), undefined],
    ]);
    expect(text).not.toContain("local-id");
    expect(text).not.toContain("ca.pem");
  });

  test.each([
    "",
    "[]",
    "null",
    JSON.stringify({ format: "keyporter-connections", version: 2, connections: [] }),
    JSON.stringify({ format: "other", version: 1, connections: [] }),
    fileOf(...Array.from({ length: 201 }, () => space)),
  ])("%.60s is none", text => {
    expect(parseConnectionFile(text)).toBeUndefined();
  });

  test.each([
    ["http: to another machine", { ...space, baseUrl: "http://octane.example" }, /http: would send your credentials/],
    ["a password in its address", { ...space, baseUrl: "https://ada:pw@octane.example" }, /must not hold a user name/],
    ["another protocol", { ...space, baseUrl: "file:///etc/passwd" }, /must begin with https/],
    ["no name", { ...space, name: " \u200b " }, /name: It is empty/],
    ["no service", { ...space, service: undefined }, /service: It is missing/],
    ["a secret in place of a text", { ...space, fields: { sharedSpace: { secret: "x" } } }, /fields/],
  ])("one with %s is told, and the others are taken", (_, wrong, words) => {
    const { connections, misfits } = sure(parseConnectionFile(fileOf(wrong, space)));
    expect(connections).toHaveLength(1);
    expect(misfits[0]?.position).toBe(1);
    expect(misfits[0]?.message).toMatch(words);
  });

  test("a name that would look like something else is cleaned", () => {
    expect(one({ ...space, name: "Space\u202eevil\nline" }).name).toBe("Space evil line");
  });

  test("says nothing of a certificate authority, whatever it says", () => {
    const made = imported(
      compare(one({ ...space, caFile: "/tmp/evil.pem", id: "local" }), [], octane.info),
      connectionId("new"),
      octane.info,
      [],
    );
    expect(made).not.toHaveProperty("caFile");
    expect(made.id).toBe("new");
  });

  test(
    "whatever a file holds, it is read or told",
    () => {
      const keys = ["format", "version", "connections", ...Object.keys(space), "signIn", "values", "method"];
      fc.assert(
        fc.property(oddJson(...keys), fc.array(oddJson(...keys)), (whole, items) => {
          expect(() => parseConnectionFile(JSON.stringify(whole))).not.toThrow();
          for (const { baseUrl } of parseConnectionFile(fileOf(...items))?.connections ?? [])
            expect(baseUrl).toMatch(/^(https:|mock:|http:\/\/(localhost|127\.|\[::1\]))/u);
        }),
        tries(300),
      );
    },
    PATIENCE_MS,
  );
});

describe("a connection of a file beside those that are there", () => {
  const present: Connection = connection("here", {
    name: "Space",
    environment: "production",
    fields: { sharedSpace: "1001" },
  });
  const compared = (more: object) => compare(one({ ...space, ...more }), [present], octane.info);

  test("is the same where it leads to the same place and is called the same", () => {
    expect(compared({}).type).toBe("same");
  });

  test("differs in what it is called and how careful one is there", () => {
    const differing = compared({ name: "Our space", environment: "test", readOnly: true });
    expect(differing).toMatchObject({ type: "differs", in: ["name", "environment", "readOnly"] });
    expect(imported(differing, connectionId("new"), octane.info, [])).toEqual({
      ...present,
      name: "Our space",
      environment: "test",
      readOnly: true,
    });
  });

  test.each([
    ["another server", { baseUrl: "https://other.example" }],
    ["another path on it", { baseUrl: "https://octane.example/gateway" }],
    ["another shared space", { fields: { sharedSpace: "2002" } }],
  ])("is a new one where it leads to %s, so that no sign-in of here is sent there", (_, more) => {
    const other = compared(more);
    expect(other.type).toBe("new");
    const made = imported(other, connectionId("new"), octane.info, ["Space", "Space (2)"]);
    expect(made.id).toBe("new");
    expect(made.name).toBe("Space (3)");
  });

  test("keeps of its fields those that the service asks for", () => {
    const made = imported(
      compared({ fields: { sharedSpace: "7", constructor: "x", __proto__: "y", other: "z" } }),
      connectionId("new"),
      octane.info,
      [],
    );
    expect(Object.entries(made.fields)).toEqual([["sharedSpace", "7"]]);
  });

  test("can't be had where nobody knows its service", () => {
    expect(compare(one({ ...space, service: "acme.vault" }), [], undefined).type).toBe("unknown-service");
  });
});

describe("the schema that editors have", () => {
  const schema = v.parse(
    v.object({
      properties: v.looseObject({
        connections: v.object({ items: v.object({ properties: v.looseObject({}), required: v.array(v.string()) }) }),
      }),
    }),
    JSON.parse(readFileSync(new URL("../../../media/schemas/connections.json", import.meta.url), "utf8")),
  );

  test("has the same properties as what is read", () => {
    expect(Object.keys(schema.properties).toSorted()).toEqual(Object.keys(connectionFile.entries).toSorted());
    const { items } = schema.properties.connections;
    expect(Object.keys(items.properties).toSorted()).toEqual(Object.keys(sharedConnection.entries).toSorted());
    for (const key of items.required)
      expect(parseConnectionFile(fileOf({ ...space, [key]: undefined }))?.misfits).toHaveLength(1);
  });
});
