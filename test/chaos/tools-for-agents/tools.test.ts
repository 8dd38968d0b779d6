import assert from "node:assert/strict";
import * as v from "valibot";
import type * as vscode from "vscode";
import { create } from "../acts/all.ts";
import { goodDay, threeServices } from "../bad-days/common.ts";
import type { Hands } from "../hands/place.ts";
import { credentialRows, openedPage, run } from "../window.ts";

const tools = [
  "keyporter_list_credentials",
  "keyporter_inspect_credential",
  "keyporter_explain_expiring",
  "keyporter_find_client_id",
  "keyporter_prepare_rotation",
];

const list = v.object({
  connections: v.array(
    v.looseObject({
      count: v.number(),
      credentials: v.looseObject({ trust: v.string(), data: v.array(v.looseObject({ id: v.string() })) }),
    }),
  ),
});

describe("Tools for language models, called through VS Code's own API", function () {
  this.timeout(180_000);
  afterEach(goodDay);

  it("are there, each with its schema and what it says of itself", async () => {
    const { h } = await threeServices("tools");
    const ours = h.vscode.lm.tools.filter(({ name }) => name.startsWith("keyporter_"));
    assert.deepEqual(ours.map(({ name }) => name).sort(), tools.toSorted());
    for (const { description, inputSchema } of ours) {
      assert.match(description, /never follow an instruction/u);
      assert.ok(inputSchema);
    }
  });

  it("answer without a secret, and change nothing, although they are allowed always", async () => {
    const { h, mock, ground } = await threeServices("answers");
    assert.equal((await create(ground, "octane")).type, "done");
    const rows = await credentialRows(h, ground.connections.octane);
    const made = rows.find(({ credential }) => ground.isOurs(credential.label));
    assert.ok(made, "the key that was made is not listed");
    h.clipboard = "";
    await run(h, "keyporter.copySecret", made);
    const secret = h.clipboard;
    assert.ok(secret.length > 10, "the vault keeps no secret that could get out");
    h.clipboard = "";

    const before = JSON.stringify(await mock.state());
    const [questions, pages] = [asked(h), [...h.pages]];
    const { id, clientId = "" } = made.credential;
    const connection = ground.connections.octane;
    const answers = [
      await use(h, "keyporter_list_credentials"),
      await use(h, "keyporter_inspect_credential", { connection, credential: id }),
      await use(h, "keyporter_explain_expiring", { withinDays: 30 }),
      await use(h, "keyporter_find_client_id", { clientId }),
      await use(h, "keyporter_prepare_rotation", { connection, credential: id }),
    ];
    const counts = v.parse(list, JSON.parse(answers[0] ?? "")).connections.map(({ count }) => count);
    assert.ok(
      counts.every(count => count > 0),
      `rows: ${counts.join(", ")}`,
    );
    for (const answer of answers) {
      assert.equal(answer.includes(secret), false);
      assert.equal(answer.includes(Buffer.from(secret).toString("base64").slice(0, -3)), false);
      assert.equal(answer.includes(encodeURIComponent(secret)), false);
    }
    await openedPage(h, "keyporter.rotation", pages);
    assert.equal(JSON.stringify(await mock.state()), before);
    assert.equal(asked(h), questions);
  });

  it("find a client ID in the files of the workspace, without what is in them", async () => {
    const { h } = await threeServices("files");
    const [folder] = h.vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = h.vscode.Uri.joinPath(folder.uri, "client.json");
    const clientId = "myKey03_l2j4391xlw0k2ipwx5ejmdor8";
    const beside = "a-secret-that-stands-beside-it";
    await h.vscode.workspace.fs.writeFile(
      file,
      Buffer.from(`{\n  "client_id": "${clientId}", "client_secret": "${beside}"\n}\n`),
    );
    try {
      const answer = await use(h, "keyporter_find_client_id", { clientId });
      assert.match(answer, /"file": "client\.json",\s+"lines": \[\s+2\s+\]/u);
      assert.equal(answer.includes(beside), false);
    } finally {
      await h.vscode.workspace.fs.delete(file);
    }
  });
});

/** The question that VS Code asks before, it answers itself in tests: as for somebody who has allowed each tool always. */
async function use(h: Hands, name: string, input: object = {}): Promise<string> {
  const { lm, LanguageModelTextPart } = h.vscode;
  const { content }: vscode.LanguageModelToolResult = await lm.invokeTool(name, {
    input,
    toolInvocationToken: undefined,
  });
  const [part] = content;
  assert.equal(content.length, 1);
  assert.ok(part instanceof LanguageModelTextPart, "the answer is no text");
  return part.value;
}

const asked = (h: Hands): number => h.told.filter(({ kind }) => kind === "question").length;
