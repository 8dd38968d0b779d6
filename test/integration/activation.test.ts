import assert from "node:assert/strict";
import * as v from "valibot";
import * as vscode from "vscode";
import { watchedActivation } from "./activation/record.ts";

const Manifest = v.object({
  contributes: v.object({ commands: v.array(v.object({ command: v.string() })) }),
});

/** The budget of a quiet machine is 20 ms (`npm run bench` holds it); a busy one gets this much. */
const patience = 200;

describe("The extension in a real VS Code", () => {
  before(async () => {
    await extension().activate();
  });

  it("activates", () => {
    assert.equal(extension().isActive, true);
  });

  it("does so within its budget, even on a busy machine", () => {
    const { activateMilliseconds } = watchedActivation();
    assert.ok(activateMilliseconds < patience, `activate() took ${activateMilliseconds.toFixed(1)} ms`);
  });

  it("reads no file, opens no connection and starts no process while it activates", () => {
    assert.deepEqual(watchedActivation().calls, []);
  });

  it("registers exactly the commands that its package.json declares", async () => {
    const declared = v.parse(Manifest, extension().packageJSON).contributes.commands.map(({ command }) => command);
    // VS Code makes commands of its own for every view: keyporter.credentials.focus and others.
    const ofTheView = /^keyporter\.(credentials|mock)\.(focus|open|resetViewLocation|removeView|toggleVisibility)$/;
    const registered = (await vscode.commands.getCommands(true)).filter(
      id => id.startsWith("keyporter.") && !ofTheView.test(id),
    );
    assert.deepEqual(registered.sort(), declared.sort());
  });
});

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension("keyporter.keyporter");
  assert.ok(found, "VS Code does not know the extension");
  return found;
}
