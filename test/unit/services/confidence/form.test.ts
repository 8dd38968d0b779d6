import { describe, expect, test } from "vitest";
import { checkForm, type Field } from "../../../../extension/core/form.ts";
import { Action, actionId } from "../../../../extension/core/model.ts";
import { documented, scene, signal } from "./scene.ts";

const optionsOf = (field: Field | undefined): readonly string[] =>
  field?.type === "many" || field?.type === "choice" ? field.options.map(({ label }) => label) : [];

describe("the form of a new API client", () => {
  test("asks for everything that the guide documents, and offers what the server has", async () => {
    const { session } = await scene();
    const { fields } = await session.form(Action.create, undefined, signal);
    expect(fields.map(({ key }) => key)).toEqual([
      "displayName",
      "description",
      "labels",
      "owner",
      "roles",
      "permissions",
    ]);
    const named = (key: string): Field | undefined => fields.find(field => field.key === key);
    expect(optionsOf(named("roles"))).toEqual(expect.arrayContaining(["Admin", "Flag editor", "Reader"]));
    expect(optionsOf(named("owner"))).toContain("Müge Öztürk (muge@keyporter.example)");
    expect(optionsOf(named("permissions")).length).toBeGreaterThan(0);
    expect(checkForm(fields, {})).toEqual({ displayName: "Display name is required." });
  });

  test("is there also where the server does not list roles: their names can be typed, and the reason is said", async () => {
    const { session, mock } = await scene();
    for (const path of ["/v1/roles", "/v1/permissions", "/v1/identities"])
      mock.faults.add({ path, effect: { status: 403 } });
    const { fields } = await session.form(Action.create, undefined, signal);
    const roles = fields.find(({ key }) => key === "roles");
    expect(roles).toMatchObject({ type: "many", options: [], allowOther: true });
    expect(roles).toHaveProperty(
      "emptyText",
      expect.stringMatching(/^They could not be listed \(Confidence does not allow this/u),
    );
  });

  test("asks the server again after that", async () => {
    const { session, mock } = await scene();
    mock.faults.add({ path: "/v1/roles", times: 1, effect: { status: 403 } });
    await session.form(Action.create, undefined, signal);
    const { fields } = await session.form(Action.create, undefined, signal);
    expect(optionsOf(fields.find(({ key }) => key === "roles")).length).toBeGreaterThan(0);
  });
});

describe("the form of an existing one", () => {
  test.each([
    ["both", true],
    ["2023", true],
    ["current", false],
  ])("begins with how it is, with roles only where the server has them there: %s", async (shape, inline) => {
    const { session } = await scene({ options: { "confidence.shape": shape } });
    const { fields, values } = await session.form(Action.edit, documented, signal);
    expect(values).toMatchObject({
      displayName: "My API Client",
      description: "Client for setting up flags in GHE repos",
    });
    expect(fields.some(({ key }) => key === "roles")).toBe(inline);
    expect("roles" in values).toBe(inline);
    expect(checkForm(fields, values)).toEqual({});
    expect(JSON.stringify(values)).not.toContain("4wvbCSdF7wlTdn8H");
  });

  test("for a policy asks for at least one role", async () => {
    const { session } = await scene();
    const { fields } = await session.form(actionId("grant"), documented, signal);
    expect(checkForm(fields, {})).toEqual({ roles: "Choose at least one." });
  });
});
