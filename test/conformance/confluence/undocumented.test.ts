import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { admin, startScene } from "./caller.ts";
import type { Scene } from "./caller.ts";

/*
 * confluence.js can keep a list of what an answer has beyond its schemas, for its authors to find what the documentation
 * left out. Here it finds what the mock made up.
 */

interface Drift {
  readonly collectedSchemaDrift: () => readonly object[];
}

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.mock.stop());

it("nothing that is answered is unknown to the client's schemas", async () => {
  // Read when the schemas are made, and again with each answer.
  process.env["AUDIT_SCHEMAS"] = "true";
  onTestFinished(() => {
    delete process.env["AUDIT_SCHEMAS"];
  });
  const { createV1Client, createV2Client } = await import("confluence.js");
  const entry = createRequire(import.meta.url).resolve("confluence.js/package.json");
  const drift = (await import(pathToFileURL(join(dirname(entry), "dist/core/schemaAudit.js")).href)) as Drift;

  const [email = "", apiToken = ""] = admin.split(":");
  const config = {
    host: scene.url,
    auth: { type: "basic" as const, email, apiToken },
    headers: { "Atl-Confluence-With-Admin-Key": "true" },
  };
  const [v1, v2] = [createV1Client(config), createV2Client(config)];
  await v2.adminKey.enableAdminKey({ body: {} });
  await v2.adminKey.getAdminKey();
  await v2.page.getPages({ bodyFormat: "storage" });
  await v2.page.getPages({ limit: 1 });
  await v2.page.getPageById({ id: 131076, bodyFormat: "view" });
  await v2.page.getPagesInSpace({ id: 65539 });
  await v2.space.getSpaces({ descriptionFormat: "view", includeIcon: true });
  await v2.space.getSpaceById({ id: 65539 });
  await v1.users.getCurrentUser({});
  await v1.users.getAnonymousUser({});
  await v1.search.searchByCQL({ cql: "type=page", limit: 2 });
  const expand = ["body.storage", "version", "space", "ancestors", "history.lastUpdated"];
  await v1.content.searchContentByCQL({ cql: "type=page", expand });
  await v1.audit.getAuditRecords();
  expect(drift.collectedSchemaDrift()).toEqual([]);
});
