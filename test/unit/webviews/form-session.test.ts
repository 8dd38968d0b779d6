import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { ServiceError } from "../../../extension/core/errors.ts";
import type { Form } from "../../../extension/core/form.ts";
import { actionId, connectionId } from "../../../extension/core/model.ts";
import type { FormBackend } from "../../../extension/webviews/form/backend.ts";
import { draftFiles, type Drafts } from "../../../extension/webviews/form/drafts.ts";
import type { ToForm } from "../../../extension/webviews/form/messages.ts";
import { FormSession } from "../../../extension/webviews/form/session.ts";

const ref = { connectionId: connectionId("c-1"), action: actionId("create") };

const form: Form = {
  title: "Create",
  submitLabel: "Create",
  fields: [
    { key: "name", label: "Name", type: "text", required: true },
    { key: "password", label: "Password", type: "secret" },
  ],
  values: {},
};

interface World {
  readonly session: FormSession;
  readonly said: ToForm[];
  readonly unseen: string[];
  readonly wrong: { count: number };
  readonly tab: { visible: boolean; closed: number };
  attach(): void;
  last(): ToForm | undefined;
}

const wait = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 0));

function world(overrides: Partial<FormBackend> = {}, drafts?: Drafts): World {
  const [said, unseen]: [ToForm[], string[]] = [[], []];
  const [wrong, tab] = [{ count: 0 }, { visible: true, closed: 0 }];
  const session = new FormSession(
    ref,
    {
      where: () => ({
        connection: "C",
        service: "S",
        environment: "mock",
        environmentLabel: "Mock",
        server: "mock",
        readOnly: false,
      }),
      title: () => "Create",
      load: () => Promise.resolve(form),
      submit: () => Promise.resolve({ type: "done" }),
      ...overrides,
    },
    { misunderstood: () => wrong.count++, unseen: message => unseen.push(message) },
    drafts,
  );
  const attach = (): void =>
    session.attach({
      get visible() {
        return tab.visible;
      },
      post: message => said.push(message),
      openLink: () => undefined,
      close: () => tab.closed++,
    });
  attach();
  return { session, said, unseen, wrong, tab, attach, last: () => said.at(-1) };
}

async function ready({ session }: World, kept: unknown = null): Promise<void> {
  session.receive({ type: "ready", kept });
  await wait();
}

const offline = new ServiceError({ kind: "unavailable", message: "Nobody answers.", hint: "Try later." });

describe("a form session", () => {
  test("loads the form when its page is there", async () => {
    const it = world();
    await ready(it);
    expect(it.said.map(({ type }) => type)).toEqual(["loading", "form"]);
  });

  test("says that its connection is gone instead of loading", async () => {
    const it = world({ where: () => undefined });
    await ready(it);
    expect(it.last()).toMatchObject({ type: "unavailable", canRetry: false });
  });

  test("offers to load again what could not be had", async () => {
    let times = 0;
    const it = world({ load: () => (times++ === 0 ? Promise.reject(offline) : Promise.resolve(form)) });
    await ready(it);
    expect(it.last()).toMatchObject({ type: "unavailable", message: "Nobody answers. Try later.", canRetry: true });
    it.session.receive({ type: "reload" });
    await wait();
    expect(it.last()).toMatchObject({ type: "form" });
  });

  test("ignores and reports what is not part of the protocol", () => {
    const it = world();
    for (const message of [null, "ready", {}, { type: "format" }, { type: "submit" }, { type: "draft", changes: 1 }]) {
      it.session.receive(message);
    }
    expect(it.wrong.count).toBe(6);
    expect(it.said).toEqual([]);
  });

  test("checks again what a page sends, and sends nothing that is wrong", async () => {
    let sent = 0;
    const it = world({ submit: () => (sent++, Promise.resolve({ type: "done" })) });
    await ready(it);
    it.session.receive({ type: "submit", values: { name: " " } });
    expect(it.last()).toEqual({ type: "refused", refused: { fields: { name: "Name is required." } } });
    expect(sent).toBe(0);
  });

  test("hands on only the fields of the form", async () => {
    const inputs: unknown[] = [];
    const it = world({ submit: (_ref, values) => (inputs.push(values), Promise.resolve({ type: "done" })) });
    await ready(it);
    it.session.receive({ type: "submit", values: { name: "a", __proto__x: "b" } });
    await wait();
    expect(inputs).toEqual([{ name: "a" }]);
    expect(it.tab.closed).toBe(1);
  });

  test("shows after it was hidden what happened meanwhile, and mentions it at once", async () => {
    const it = world({ submit: () => wait().then(() => Promise.reject(offline)) });
    await ready(it);
    it.session.receive({ type: "submit", values: { name: "a" } });
    it.tab.visible = false;
    await wait();
    await wait();
    expect(it.unseen).toEqual(["Nobody answers. Try later."]);
    expect(it.last()).toEqual({ type: "sending", sending: true });
    it.tab.visible = true;
    await ready(it, { ref, changes: { name: "a" }, was: "sending" });
    expect(it.last()).toMatchObject({
      type: "form",
      sending: false,
      changes: { name: "a" },
      refused: { message: "Nobody answers. Try later." },
    });
  });

  test("a closed tab's draft is offered again, without its secret, until one starts over", async () => {
    const it = world();
    await ready(it);
    it.session.receive({ type: "draft", changes: { name: "half" } });
    expect(it.session.detach()).toBe(true);
    it.attach();
    await ready(it);
    expect(it.last()).toMatchObject({ type: "form", changes: { name: "half" }, restored: true });
    it.session.receive({ type: "startOver" });
    expect(it.last()).toMatchObject({ type: "form", changes: {}, restored: false });
    expect(it.session.detach()).toBe(false);
  });

  test("a tab that was closed while sending is seen through: a failure is mentioned, and the form is still there", async () => {
    const it = world({ submit: () => wait().then(() => Promise.reject(offline)) });
    await ready(it);
    it.session.receive({ type: "submit", values: { name: "a", password: "canary" } });
    expect(it.session.detach()).toBe(true);
    await wait();
    await wait();
    expect(it.unseen).toEqual(["Nobody answers. Try later."]);
    it.attach();
    await ready(it);
    expect(it.last()).toMatchObject({ type: "form", changes: { name: "a" } });
    expect(JSON.stringify(it.said)).not.toContain("canary");
  });

  test("a window that was reloaded while sending says that the outcome is not known", async () => {
    const it = world();
    await ready(it, { ref, changes: { name: "a" }, was: "sending" });
    const last = it.last();
    expect(last).toMatchObject({ type: "form", changes: { name: "a" }, restored: true });
    expect(last?.type === "form" && last.refused?.message).toMatch(/not known whether the server did it/);
  });

  test("a window that was reloaded when all but a part was done does not offer to do all again", async () => {
    const it = world();
    await ready(it, { ref, changes: {}, was: { unfinished: "Created; no access yet." } });
    expect(it.last()).toMatchObject({ type: "incomplete" });
    expect(JSON.stringify(it.last())).toContain("Created; no access yet.");
    it.session.receive({ type: "submit", values: { name: "again" } });
    expect(it.last()).toMatchObject({ type: "incomplete" });
  });

  test("what another form kept is not taken", async () => {
    const it = world();
    await ready(it, { ref: { ...ref, action: "edit" }, changes: { name: "other" } });
    expect(it.last()).toMatchObject({ type: "form", changes: {} });
  });

  test("Cancel stops what is being sent, and closes the tab otherwise", async () => {
    const aborted = new ServiceError({ kind: "cancelled", message: "Stopped." });
    const it = world({
      submit: (_ref, _values, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(aborted))),
    });
    await ready(it);
    it.session.receive({ type: "submit", values: { name: "a" } });
    it.session.receive({ type: "cancel" });
    await wait();
    expect(it.last()).toEqual({
      type: "refused",
      refused: { message: "Stopped before anything was changed.", fields: {} },
    });
    expect(it.tab.closed).toBe(0);
    it.session.receive({ type: "cancel" });
    expect(it.tab.closed).toBe(1);
  });
});

describe("drafts on disk", () => {
  const folder = (): string => mkdtempSync(join(tmpdir(), "keyporter-drafts-"));
  const files = (at: string): Drafts =>
    draftFiles(at, error => {
      throw error;
    });
  const editing = async (at: string, overrides: Partial<FormBackend> = {}, kept: unknown = null): Promise<World> => {
    const it = world(overrides, files(at));
    it.session.receive({ type: "ready", kept });
    await vi.waitFor(() => expect(["form", "incomplete"]).toContain(it.last()?.type));
    return it;
  };
  /** What a window finds that was reloaded, with an old tab state or none. */
  const reloaded = (at: string, kept: unknown = null): Promise<World> => editing(at, {}, kept);
  const texts = (at: string): string =>
    readdirSync(at)
      .map(name => readFileSync(join(at, name), "utf8"))
      .join();

  test("bring back what was typed where VS Code restored no state, or an older one", async () => {
    const at = folder();
    const before = await editing(at);
    before.session.receive({ type: "draft", changes: { name: "half" } });
    await vi.waitFor(() => expect(texts(at)).toContain("half"));
    expect((await reloaded(at)).last()).toMatchObject({ changes: { name: "half" }, restored: true });
    expect((await reloaded(at, { ref, changes: { name: "ha" } })).last()).toMatchObject({ changes: { name: "half" } });
  });

  test("are gone once the form was sent, also for a tab that VS Code restores from before", async () => {
    const at = folder();
    const before = await editing(at);
    before.session.receive({ type: "draft", changes: { name: "a" } });
    before.session.receive({ type: "submit", values: { name: "a" } });
    await vi.waitFor(() => expect([before.tab.closed, readdirSync(at)]).toEqual([1, []]));
    expect((await reloaded(at, { ref, changes: { name: "a" } })).last()).toMatchObject({
      changes: {},
      restored: false,
    });
  });

  test("know that a form was being sent, and hold no secret of it", async () => {
    const at = folder();
    const before = await editing(at, { submit: () => new Promise(() => undefined) });
    before.session.receive({ type: "submit", values: { name: "a", password: "canary" } });
    await vi.waitFor(() => expect(texts(at)).toContain("sending"));
    expect(texts(at)).not.toContain("canary");
    const last = (await reloaded(at)).last();
    expect(last?.type === "form" && last.refused?.message).toMatch(/not known whether the server did it/);
  });

  test("know of which secrets the person knew, and tell the next page until the form was sent", async () => {
    const at = folder();
    const before = await editing(at);
    before.session.receive({ type: "draft", changes: {}, knownSecrets: ["password"] });
    await vi.waitFor(() => expect(texts(at)).toContain("password"));
    const after = await reloaded(at);
    expect(after.last()).toMatchObject({ type: "form", knownSecrets: ["password"], restored: false });
    after.session.receive({ type: "submit", values: { name: "a" } });
    await vi.waitFor(() => expect([after.tab.closed, readdirSync(at)]).toEqual([1, []]));
    expect((await reloaded(at)).last()).toMatchObject({ type: "form", knownSecrets: [] });
  });

  test("know what was left undone, until its tab is closed", async () => {
    const at = folder();
    const before = await editing(at, {
      submit: () =>
        Promise.resolve({
          type: "incomplete",
          message: "Created; no access yet.",
          retryLabel: "Retry",
          retry: () => Promise.reject(offline),
        }),
    });
    before.session.receive({ type: "submit", values: { name: "a" } });
    await vi.waitFor(() => expect(texts(at)).toContain("no access yet"));
    const after = await reloaded(at);
    expect(after.last()).toMatchObject({ type: "incomplete" });
    after.session.detach();
    await vi.waitFor(() => expect(readdirSync(at)).toEqual([]));
  });

  test("that are damaged are no drafts", async () => {
    const at = folder();
    const before = await editing(at);
    before.session.receive({ type: "draft", changes: { name: "half" } });
    await vi.waitFor(() => expect(texts(at)).toContain("half"));
    for (const name of readdirSync(at)) writeFileSync(join(at, name), '{"changes":');
    expect((await reloaded(at)).last()).toMatchObject({ type: "form", changes: {} });
  });
});

test("a form that was finished after its tab was closed can be opened anew", async () => {
  const it = world({ submit: () => wait().then(() => ({ type: "done" })) });
  await ready(it);
  it.session.receive({ type: "submit", values: { name: "a" } });
  it.session.detach();
  await wait();
  await wait();
  it.attach();
  await ready(it);
  expect(it.last()).toMatchObject({ type: "form", changes: {} });
});
