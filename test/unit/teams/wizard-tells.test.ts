import { beforeEach, describe, expect, test } from "vitest";
import * as vscode from "vscode";
import type { Draft } from "../../../extension/commands/wizard/draft.ts";
import { addressStep, serverStep } from "../../../extension/commands/wizard/server-steps.ts";
import { connectionId } from "../../../extension/core/model.ts";
import { confidence } from "../../../extension/services/confidence/index.ts";
import { rulesOf } from "../../../extension/teams/policy-rules.ts";

/* Whoever adds a connection is told that a policy, which may forbid the server, could not be read. */

const draft: Draft = {
  id: connectionId("c"),
  service: confidence,
  ownUrl: "",
  environment: "production",
  readOnly: false,
  name: "",
  values: {},
  secrets: {},
  fields: {},
};
const unreadable = rulesOf([{ type: "unreadable", file: ".keyporter/policy.json", fault: { type: "no-json" } }]);
const words =
  /^The policy in \.keyporter\/policy\.json can't be read: it is not valid JSON\. So nobody keeps to it\. \S/u;

/** A question that is left as soon as it is shown. */
class Question {
  placeholder = "";
  prompt = "";
  #leave = (): void => undefined;
  onDidHide = (leave: () => void): void => void (this.#leave = leave);
  onDidAccept = (): void => undefined;
  onDidTriggerButton = (): void => undefined;
  onDidChangeValue = (): void => undefined;
  show(): void {
    this.#leave();
  }
  dispose = (): void => undefined;
}

describe("a policy that can't be read", () => {
  let asked = new Question();
  beforeEach(() => {
    asked = new Question();
    Reflect.set(vscode.window, "createQuickPick", () => asked);
    Reflect.set(vscode.window, "createInputBox", () => asked);
  });

  test("is told where a server is chosen, and where an address is typed", async () => {
    await serverStep("Add Connection", unreadable)(draft, { step: 1, total: 2 });
    expect(asked.placeholder).toMatch(words);
    await addressStep("Add Connection", unreadable)(draft, { step: 1, total: 2 });
    expect(asked.prompt).toMatch(words);
  });

  test("and nothing is said where there is none", async () => {
    await serverStep("Add Connection")(draft, { step: 1, total: 2 });
    expect(asked.placeholder).toBe("Which server?");
  });
});
