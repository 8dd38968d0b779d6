import { describe, expect, test } from "vitest";
import { connectionId, credentialId } from "../../../extension/core/model.ts";
import { type ExampleFile, launchExample } from "../../../extension/delivery/launch-example.ts";
import { secretRequest } from "../../../extension/delivery/secret-request.ts";

const example = (file: ExampleFile): string =>
  launchExample(file, {
    connection: connectionId("c-1"),
    credential: credentialId("apiClients/abc"),
    names: { clientId: "JOB_ID", secret: "JOB_SECRET" },
    comments: ["of “a\n  }, { rm -rf }”"],
  });

/** The example without its comments, which stand in front. */
const content = (file: ExampleFile): unknown => JSON.parse(example(file).replace(/^\/\/.*$/gmu, ""));

describe("the examples", () => {
  test("tasks.json has both halves in options.env, and asks for them", () => {
    expect(content("tasks.json")).toMatchObject({
      tasks: [
        { args: ["main.js"], options: { env: { JOB_ID: "${input:JOB_ID}", JOB_SECRET: "${input:JOB_SECRET}" } } },
      ],
      inputs: [
        { id: "JOB_ID", type: "command", command: "keyporter.secret" },
        { id: "JOB_SECRET", args: { connection: "c-1", credential: "apiClients/abc", field: "secret" } },
      ],
    });
  });

  test("launch.json has them in env, with a console that does not print it", () => {
    expect(content("launch.json")).toMatchObject({
      configurations: [{ console: "internalConsole", env: { JOB_SECRET: "${input:JOB_SECRET}" } }],
    });
  });

  test("what they ask with is what the command understands", () => {
    const asked = (content("tasks.json") as { inputs: { args: unknown }[] }).inputs.map(({ args }) =>
      secretRequest(args),
    );
    expect(asked).toEqual([
      { connection: "c-1", credential: "apiClients/abc", field: "clientId" },
      { connection: "c-1", credential: "apiClients/abc", field: "secret" },
    ]);
  });

  test("a label with line ends does not get out of its comment", () => {
    expect(example("tasks.json").split("\n").slice(0, 2)).toEqual(["// of “a   }, { rm -rf }”", "{"]);
  });
});

describe("what the command is asked with", () => {
  const good = { connection: "c-1", credential: "1003", field: "secret" };
  test("is understood as the examples have it", () => {
    expect(secretRequest(good)).toEqual(good);
  });

  test.each([
    ["nothing", undefined],
    ["a text", "c-1"],
    ["a list", [good]],
    ["no credential", { connection: "c-1", field: "secret" }],
    ["an empty id", { ...good, connection: "" }],
    ["another field", { ...good, field: "password" }],
    ["more than it should", { ...good, url: "https://elsewhere.example" }],
    ["an id that is no text", { ...good, credential: 1003 }],
    ["an id without end", { ...good, credential: "x".repeat(501) }],
  ])("%s is refused", (_, args) => {
    expect(secretRequest(args)).toBeUndefined();
  });
});
