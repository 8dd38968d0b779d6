import { describe, expect, test } from "vitest";
import { linkPath, parseLink } from "../../../extension/commands/link.ts";
import { connectionId, credentialId } from "../../../extension/core/model.ts";

const connection = connectionId("0b8f9c1e-7a51-4d58-9d0a-1f1d3c8a9e55");
const link = (id: string) => ({ connectionId: connection, id: credentialId(id) });

describe("a link leads to", () => {
  test("a connection", () => {
    expect(parseLink(`/connection/${connection}`)).toEqual({ connectionId: connection });
  });

  test.each(["apiClients/donlangsbyz6iiksdt4c", "1003", "admin-key"])("the credential %s of one", id => {
    expect(parseLink(`/key/${connection}/${id}`)).toEqual(link(id));
    expect(linkPath(link(id))).toBe(`/key/${connection}/${id}`);
  });
});

describe("a link can't", () => {
  test.each([
    "",
    "/",
    "connection/one",
    "/connection",
    "/connection/",
    "/connection/one/more",
    "/key/one",
    "/key/one/",
    "/key//1003",
    "/delete/one/1003",
    "/key/one/1003/delete?really",
    "/Key/one/1003",
  ])("ask for anything else: %j", path => {
    expect(parseLink(path)).toBeUndefined();
  });

  test.each([
    "..",
    "../users",
    "apiClients/../users",
    "apiClients/.",
    "a b",
    "a%2Fb",
    "a\\b",
    "a?b",
    "a#b",
    "ä",
    "a\u202Eb",
  ])("name another path: %j", id => {
    expect(parseLink(`/key/one/${id}`)).toBeUndefined();
    expect(linkPath(link(id))).toBeUndefined();
  });

  test("be endless", () => {
    expect(parseLink(`/key/one/${"a".repeat(201)}`)).toBeUndefined();
    expect(parseLink(`/key/one/${"a/".repeat(10)}a`)).toBeUndefined();
  });
});
