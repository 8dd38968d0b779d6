import { describe, expect, test } from "vitest";
import type { ListLimits } from "../../../extension/core/list-limits.ts";
import * as confidence from "../../../extension/services/confidence/client.ts";
import { pages } from "../../../extension/services/confidence/wire.ts";
import * as confluence from "../../../extension/services/confluence/client.ts";
import { pagesOf } from "../../../extension/services/confluence/pages-of.ts";
import * as octane from "../../../extension/services/octane/client.ts";
import { list } from "../../../extension/services/octane/list.ts";
import { workspaceRoles } from "../../../extension/services/octane/roles.ts";
import type { SignIn } from "../../../extension/services/service.ts";
import { failure } from "../core/failure.ts";
import { testHttp } from "../core/http-client.ts";
import { httpServer, json } from "../core/local-server.ts";
import { afterSignIn } from "./services.ts";

const never = new AbortController().signal;
const nobody: SignIn = { method: "user", values: {}, secrets: {} };
const limits: ListLimits = { pages: 1000, characters: 50_000 };
const GIVEN_UP = /^The list that \w+ sends does not end, so it was given up\.$/u;

/** Three of these are too many, two are not; of itself it says nothing. */
const LONG = "x".repeat(20_000);

const allOf = async <Row>(parts: AsyncIterable<readonly Row[]>): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const part of parts) rows.push(...part);
  return rows;
};

/** A server whose every answer is this one. */
const serverOf = (answer: (count: number) => unknown) =>
  httpServer(afterSignIn((_, response, count) => json(response, answer(count))));

describe("few rows with long texts, page after page, are given up", () => {
  test.each(["displayName", "description", "createdBy"])("in Confidence, in %s", async field => {
    const { url } = await serverOf(count => ({
      apiClients: [{ name: `apiClients/${count}`, [field]: LONG }],
      nextPageToken: count < 5 ? `page ${count}` : "",
    }));
    const tokens = { get: () => Promise.resolve("t"), renew: () => Promise.resolve("t"), renewable: false, lapsed: "" };
    const client = confidence.createClient(url, tokens, testHttp());
    const read = allOf(client.pages("/v1/apiClients", {}, pages.apiClients, never, limits));
    expect((await failure(read)).message).toMatch(GIVEN_UP);
  });

  test.each(["name", "client_id"])("in Octane, in %s", async field => {
    const { url } = await serverOf(count => ({ total_count: 5, data: [{ id: String(count), [field]: LONG }] }));
    const client = octane.createClient(url, nobody, testHttp());
    const read = (most?: ListLimits) => allOf(list("/api/shared_spaces/1", {}, new Map(), client, never, most));
    expect((await failure(read(limits))).message).toMatch(GIVEN_UP);
    expect(await read()).toHaveLength(5);
  });

  test("in Octane, also on the first page", async () => {
    const { url } = await serverOf(() => ({ total_count: 1, data: [{ id: "1", name: LONG.repeat(3) }] }));
    const client = octane.createClient(url, nobody, testHttp());
    const read = allOf(list("/api/shared_spaces/1", {}, new Map(), client, never, limits));
    expect((await failure(read)).message).toMatch(GIVEN_UP);
  });

  test("in the names of Octane's workspaces", async () => {
    const { url } = await serverOf(count => ({
      total_count: 2001,
      data: [{ id: String(count), role: { id: "1" }, workspace: { id: "1", name: LONG } }],
    }));
    const client = octane.createClient(url, nobody, testHttp());
    const read = (most?: ListLimits) => workspaceRoles("/api/shared_spaces/1", client, never, most);
    expect((await failure(read(limits))).message).toMatch(GIVEN_UP);
    expect(await read()).toHaveLength(3);
  });

  test.each([
    { what: "titles", row: { title: LONG }, cursor: "" },
    { what: "names", row: { name: LONG }, cursor: "" },
    { what: "addresses", row: { _links: { webui: LONG } }, cursor: "" },
    { what: "cursors", row: {}, cursor: "c".repeat(14_000) },
  ])("in Confluence, in $what", async ({ row, cursor }) => {
    const { url } = await serverOf(count => ({
      results: [{ id: String(count), ...row }],
      _links: count < 5 ? { next: `/wiki/api/v2/pages?cursor=${count}${cursor}` } : {},
    }));
    const client = confluence.createClient(url, nobody, testHttp());
    const read = allOf(pagesOf("pages", false, client, never, limits));
    expect((await failure(read)).message).toMatch(GIVEN_UP);
  });

  test("in Confluence, but not for what is let go again", async () => {
    const { url } = await serverOf(count => ({
      results: [{ id: String(count), body: LONG }],
      _links: count < 5 ? { next: `/wiki/api/v2/pages?cursor=${count}` } : {},
    }));
    const client = confluence.createClient(url, nobody, testHttp());
    expect(await allOf(pagesOf("pages", false, client, never, limits))).toHaveLength(5);
  });
});
