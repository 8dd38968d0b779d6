import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeAhead } from "../../../extension/commands/write-ahead.ts";
import { Action, credentialId } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import { createTwin } from "../../../extension/rotation/create-twin.ts";
import { adopted, look } from "../../../extension/rotation/look.ts";
import { confirmed, creating, delivered, type Plan, withoutTwin } from "../../../extension/rotation/plan.ts";
import { switchSignIn } from "../../../extension/rotation/switch-sign-in.ts";
import { endOf, forever, scene, type Scene, signal, type Window } from "./scene.ts";
import { sure } from "./sure.ts";

const LABELS = { confidence: "My API Client", octane: "jenkins-nightly" } as const;
type ServiceId = keyof typeof LABELS;

async function prepared(service: ServiceId) {
  const all = await scene(service);
  const window = all.window();
  const old = await window.credential(LABELS[service]);
  return { ...all, first: window, old, plan: window.planOf(old) };
}

const kept = async (window: Window, plan: Plan): Promise<Plan> => sure(await window.parts.plans.load(plan));

/** Lets a window go on until it would be killed: what is not done by then is never done. */
const killedWhile = async (work: Promise<unknown>, reached: () => Promise<unknown>): Promise<void> => {
  work.catch(() => undefined);
  await expect.poll(reached, { timeout: 10_000 }).toBeTruthy();
};

describe.each(["confidence", "octane"] as const)("a rotation of %s", service => {
  test("goes step by step, and each step is known after the window was closed", async () => {
    const { window, first, old, plan } = await prepared(service);
    const before = await first.standing(plan);
    expect(before.steps).toEqual({ create: "now", deliver: "later", confirm: "later", end: "later" });
    expect([...before.acts].toSorted()).toEqual(["create", "showOld", "whereUsed"]);

    await createTwin(first.parts, plan, signal);
    let next = window();
    const created = await next.standing(await kept(next, plan));
    expect(created.steps).toEqual({ create: "done", deliver: "now", confirm: "later", end: "later" });
    expect(created.acts).toContain("saveToEnv");
    expect(created.acts).not.toContain("end");
    expect(created.seen).toMatchObject({ old: { type: "there" }, twin: { type: "there" }, kept: { where: "vault" } });
    expect(created.plan.twin).toMatchObject({ state: "created", label: old.label });

    await next.parts.plans.save(delivered(created.plan, Date.now()));
    next = window();
    const isDelivered = await next.standing(await kept(next, plan));
    expect(isDelivered.steps).toEqual({ create: "done", deliver: "done", confirm: "now", end: "later" });

    await next.parts.plans.save(confirmed(isDelivered.plan, Date.now()));
    next = window();
    const isConfirmed = await next.standing(await kept(next, plan));
    expect(isConfirmed.steps).toEqual({ create: "done", deliver: "done", confirm: "done", end: "now" });
    expect(isConfirmed.acts).toContain("end");

    await next.parts.perform({ connectionId: plan.connectionId, action: endOf(service), id: old.id }, {}, signal);
    next = window();
    const over = await next.standing(await kept(next, plan));
    expect(over.isOver).toBe(true);
    expect([...over.acts].filter(act => !/^(?:show|where)/u.test(act))).toEqual(["finish"]);
    expect(over.troubles).toEqual([]);
  });

  test("with a new secret for the twin goes back to bringing it where it is needed", async () => {
    const { first, plan } = await prepared(service);
    const { twin } = await createTwin(first.parts, plan, signal);
    if (twin.state !== "created") throw new Error("no twin");
    const said = Date.now();
    await first.parts.plans.save(confirmed(delivered(await kept(first, plan), said), said));
    await expect.poll(() => Date.now()).toBeGreaterThan(said);
    const credential = await first.session.get(twin.id, signal);
    await first.vault.issued(
      undefined,
      plan.connectionId,
      { credential, secret: new Secret("Its-newer-secret-5!") },
      "proved",
    );
    const { steps, acts } = await first.standing(await kept(first, plan));
    expect(steps).toEqual({ create: "done", deliver: "now", confirm: "later", end: "later" });
    expect(acts).not.toContain("end");
  });

  test("holds no secret on disk", async () => {
    const { first, plan, folder } = await prepared(service);
    const { twin } = await createTwin(first.parts, plan, signal);
    if (twin.state !== "created") throw new Error("no twin");
    const secret = sure(await first.vault.find(plan.connectionId, twin.id)).secret;
    const files = await readdir(join(folder, "rotations"));
    const texts = await Promise.all(files.map(file => readFile(join(folder, "rotations", file), "utf8")));
    expect(texts.join("")).toContain(twin.id);
    expect(texts.join("")).not.toContain(sure(secret).reveal());
  });

  test("that is killed before anything was asked for asks what became of it, and can begin again", async () => {
    const { window, plan } = await prepared(service);
    const killed = window({ perform: () => forever() });
    await killedWhile(createTwin(killed.parts, plan, signal), () => killed.parts.plans.load(plan));
    const next = window();
    const { acts, seen } = await next.standing(await kept(next, plan));
    expect(seen.recovery).toEqual({ type: "not-known" });
    expect(acts).toContain("chooseTwin");
    expect(acts).toContain("startAgain");
    expect(acts).not.toContain("create");
    const again = await next.standing(await next.parts.plans.save(withoutTwin(plan)));
    expect(again.acts).toContain("create");
  });

  test("that is killed when the vault knew and the server did not is settled first", async () => {
    const { window, first, plan } = await prepared(service);
    const killed = window({
      perform: (_ref, input, abort) =>
        writeAhead(first.vault, first.connection, abort, ahead =>
          first.session.perform(Action.create, undefined, input, abort, async intent => {
            await ahead(intent);
            return forever();
          }),
        ),
    });
    await killedWhile(createTwin(killed.parts, plan, signal), async () => (await first.vault.unconfirmed()).length > 0);
    const next = window();
    const unsettled = await next.standing(await kept(next, plan));
    expect(unsettled.seen.recovery).toEqual({ type: "unsettled" });
    expect(unsettled.acts).toContain("settle");
    expect(unsettled.acts).not.toContain("startAgain");
    // Some minutes later the server has said that there is none.
    for (const { entry } of await next.vault.unconfirmed()) await next.vault.notDone(entry);
    const { seen, acts } = await next.standing(await kept(next, plan));
    expect(seen.recovery).toEqual({ type: "not-known" });
    expect(acts).toContain("startAgain");
  });

  test("that is killed after the server did it finds its twin once the vault has settled it", async () => {
    const { window, first, plan, old } = await prepared(service);
    const namesakes = (await first.all(old.label)).length;
    let isDone = false;
    const killed = window({
      perform: (_ref, input, abort) =>
        writeAhead(first.vault, first.connection, abort, async ahead => {
          await first.session.perform(Action.create, undefined, input, abort, ahead);
          isDone = true;
          return forever();
        }),
    });
    await killedWhile(createTwin(killed.parts, plan, signal), async () => isDone);
    const next = window();
    expect((await next.standing(await kept(next, plan))).seen.recovery).toEqual({ type: "unsettled" });
    await next.settle();
    const found = await next.standing(await kept(next, plan));
    expect(found.plan.twin).toMatchObject({ state: "created", label: old.label });
    expect(found.seen).toMatchObject({ twin: { type: "there" }, kept: { where: "vault" } });
    expect(found.steps.deliver).toBe("now");
    expect((await kept(next, plan)).twin).toEqual(found.plan.twin);
    expect(await next.all(old.label)).toHaveLength(namesakes + 1);
  });

  test("that is killed when the secret was kept and the plan did not know yet finds its twin", async () => {
    const { window, first, plan, old } = await prepared(service);
    let isDone = false;
    const killed = window({
      perform: async (ref, input, abort) => {
        await first.parts.perform(ref, input, abort);
        isDone = true;
        return forever();
      },
    });
    await killedWhile(createTwin(killed.parts, plan, signal), async () => isDone);
    const next = window();
    const { plan: found, seen } = await next.standing(await kept(next, plan));
    expect(found.twin).toMatchObject({ state: "created", label: old.label });
    expect(seen.kept?.where).toBe("vault");
  });

  test("takes no twin for its own that belongs to another rotation, or is the old one of one", async () => {
    const { window, first, plan, old } = await prepared(service);
    const { twin } = await createTwin(first.parts, plan, signal);
    if (twin.state !== "created") throw new Error("no twin");
    // Somebody rotates the new one right away, and that window is killed.
    const second = first.planOf(await first.session.get(twin.id, signal));
    await first.parts.plans.save({ ...creating(second, [], plan.startedAt - 1000) });
    const next = window();
    expect((await next.standing(await kept(next, second))).seen.recovery).toEqual({ type: "not-known" });
    expect(old.id).not.toBe(twin.id);
  });

  test("whose twin the person finds goes on with it", async () => {
    const { window, plan, first } = await prepared(service);
    const { values } = sure(await first.session.twin?.(plan.id, signal));
    const { credential } = await first.session.perform(Action.create, undefined, values, signal);
    await first.parts.plans.save(creating(plan, ["a note"], Date.now()));
    const next = window();
    await adopted(next.parts, next.session, await kept(next, plan), sure(credential).id, signal);
    expect((await kept(next, plan)).twin).toMatchObject({
      state: "created",
      id: sure(credential).id,
      notes: ["a note"],
    });
  });

  test("is as before where the server refused to create the twin", async () => {
    const { mock, first, plan } = await prepared(service);
    mock.faults.add({ method: "POST", path: pathOf(service), effect: { status: 403 } });
    await expect(createTwin(first.parts, plan, signal)).rejects.toMatchObject({ kind: "forbidden" });
    expect((await kept(first, plan)).twin).toEqual({ state: "none" });
  });

  test("has its twin although the answer was lost", async () => {
    const { mock, first, plan } = await prepared(service);
    mock.faults.add({ method: "POST", path: pathOf(service), times: 1, effect: { lostAnswer: true } });
    expect((await createTwin(first.parts, plan, signal)).twin.state).toBe("created");
  });

  test("that two windows begin at the same moment has one twin", async () => {
    const { window, first, plan } = await prepared(service);
    const before = new Set((await first.all(LABELS[service])).map(({ id }) => id));
    const outcomes = await Promise.allSettled(
      [window(), window(), window()].map(({ parts }) => createTwin(parts, plan, signal)),
    );
    const twins = (await first.all(LABELS[service])).filter(({ id }) => !before.has(id));
    expect(twins).toHaveLength(1);
    expect((await kept(first, plan)).twin).toMatchObject({ state: "created", id: twins[0]?.id });
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(String(outcome.reason)).toContain("Another window");
    }
  });

  test("asks the vault about its secrets once, however many there are", async () => {
    const { first, plan } = await prepared(service);
    await first.parts.plans.save(creating(plan, [], Date.now()));
    const asked: string[] = [];
    const counting = new Proxy(first.parts.vault, {
      get(vault, name, receiver) {
        asked.push(String(name));
        return Reflect.get(vault, name, receiver) as unknown;
      },
    });
    for (let count = 0; count < 3; count++) {
      const issued = { credential: { ...(await first.credential(LABELS[service])), id: credentialId(`x${count}`) } };
      await first.vault.issued(undefined, plan.connectionId, { ...issued, secret: new Secret(`s-${count}`) }, "proved");
    }
    await look({ ...first.parts, vault: counting }, await kept(first, plan), signal);
    expect(asked.toSorted()).toEqual(["fingerprints", "unconfirmed"]);
  });

  test("says when somebody else has ended the old one, or the new one", async () => {
    const { first, plan, old } = await prepared(service);
    const { twin } = await createTwin(first.parts, plan, signal);
    if (twin.state !== "created") throw new Error("no twin");
    await first.session.perform(endOf(service), twin.id, {}, signal);
    const withoutNew = await first.standing(await kept(first, plan));
    expect(withoutNew.troubles).toEqual(["twin-ended"]);
    expect(withoutNew.acts).toContain("startAgain");
    expect(withoutNew.steps.create).toBe("now");

    await createTwin(first.parts, await first.parts.plans.save(withoutTwin(plan)), signal);
    await first.session.perform(endOf(service), old.id, {}, signal);
    const early = await first.standing(await kept(first, plan));
    expect(early.troubles).toEqual(["old-ended-early"]);
    expect(early.acts).toContain("saveToEnv");
    expect(early.acts).toContain("finish");
    expect(early.acts).not.toContain("end");
  });

  test("does not act on another server than the one it was begun on", async () => {
    const { first, plan } = await prepared(service);
    const elsewhere = { ...plan, server: "https://elsewhere.example" };
    await expect(first.standing(elsewhere)).rejects.toThrow("another address");
  });

  test("offers nothing that changes the server on a read-only connection", async () => {
    const { window, plan, first } = await prepared(service);
    await createTwin(first.parts, plan, signal);
    const readOnly = window({ connection: () => ({ ...first.connection, readOnly: true }) });
    const marked = confirmed(delivered(await kept(first, plan), Date.now()), 2);
    const { acts, troubles } = await readOnly.standing(await readOnly.parts.plans.save(marked));
    expect(troubles).toEqual(["read-only"]);
    for (const act of ["create", "end", "complete"] as const) expect(acts).not.toContain(act);
  });

  test("is still shown where the server can't be asked", async () => {
    const { mock, first, plan } = await prepared(service);
    await createTwin(first.parts, plan, signal);
    const marked = await first.parts.plans.save(confirmed(delivered(await kept(first, plan), Date.now()), 2));
    mock.faults.add({ effect: { status: 503 } });
    const { seen, steps, acts } = await first.standing(marked);
    expect(seen.old.type).toBe("unknown");
    expect(steps.create).toBe("done");
    expect(acts).not.toContain("end");
    expect(acts).toContain("abandon");
  });
});

describe("what the new one may not do", () => {
  test("is said not to be known where it can't be compared", async () => {
    const { first, plan, mock } = await prepared("confidence");
    await createTwin(first.parts, plan, signal);
    const { seen: before } = await first.standing(await kept(first, plan));
    expect(before.lacks).toEqual({});
    mock.faults.add({ method: "GET", path: "/v1/policies", effect: { status: 403 } });
    const { seen, acts } = await first.standing(await kept(first, plan));
    expect(seen.lacks?.unseen).toContain("not known whether the new one may do all");
    expect(acts).not.toContain("complete");
    const failing = { ...first.session, lacks: () => Promise.reject(new Error("no answer")) };
    const looked = await look({ ...first.parts, session: async () => failing }, await kept(first, plan), signal);
    expect(looked.seen.lacks?.unseen).toContain("no answer");
  });
});

describe("a connection that signs in with the old one itself", () => {
  const ownScene = async (): Promise<Scene & { readonly first: Window; readonly plan: Plan }> => {
    const all = await scene("confidence");
    const first = all.window();
    const own = (await first.session.verify(signal)).ownClientId;
    const rows = [];
    for await (const page of first.session.list({}, signal)) rows.push(...page);
    const old = sure(rows.find(({ clientId }) => clientId === own));
    return { ...all, first, plan: first.planOf(old) };
  };

  test("is told so, and signs in with the new one from then on", async () => {
    const { first, plan, stored, window } = await ownScene();
    expect((await first.standing(plan)).seen.signsIn).toBe("old");
    await createTwin(first.parts, plan, signal);
    const marked = await first.parts.plans.save(delivered(await kept(first, plan), Date.now()));
    expect((await first.standing(marked)).acts).toContain("switchSignIn");
    await switchSignIn(first.parts, marked, signal);
    const next = window();
    const { seen, acts } = await next.standing(await kept(next, plan));
    expect(seen.signsIn).toBe("twin");
    expect(acts).not.toContain("switchSignIn");
    if (marked.twin.state !== "created") throw new Error("no twin");
    expect(stored.signIn.values).toEqual({ clientId: marked.twin.clientId });
    // The old one is not needed for anything any more.
    await next.session.perform(Action.delete, plan.id, {}, signal);
    await expect(window().session.verify(signal)).resolves.toMatchObject({ missing: [] });
  });

  test("keeps its sign-in where the new one can't do what the old one can", async () => {
    const { first, plan, stored, mock } = await ownScene();
    await createTwin(first.parts, plan, signal);
    mock.faults.add({ method: "POST", path: "/v1/oauth/token", effect: { status: 401 } });
    const before = stored.signIn;
    await expect(switchSignIn(first.parts, await kept(first, plan), signal)).rejects.toThrow();
    expect(stored.signIn).toBe(before);
  });
});

const pathOf = (service: ServiceId): string =>
  service === "confidence" ? "/v1/apiClients" : "/api/shared_spaces/1001/api_accesses";
