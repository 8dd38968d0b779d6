import { describe, expect, test, vi } from "vitest";
import { ServiceError } from "../../../../extension/core/errors.ts";
import { connectionId, type Credential, credentialId } from "../../../../extension/core/model.ts";
import type { Seen } from "../../../../extension/rotation/look.ts";
import { delivered, newPlan, type Plan, withTwin } from "../../../../extension/rotation/plan.ts";
import type { RotationBackend } from "../../../../extension/webviews/rotation/backend.ts";
import type { ToRotation } from "../../../../extension/webviews/rotation/messages.ts";
import { RotationSession } from "../../../../extension/webviews/rotation/session.ts";

const credential: Credential = {
  id: credentialId("1003"),
  kind: "API access key",
  label: "deploy",
  clientId: "deploy_a",
  state: "active",
  details: [],
  actions: [],
};
const twin: Credential = { ...credential, id: credentialId("1004"), clientId: "deploy_b" };
const fresh = newPlan({ id: connectionId("c"), baseUrl: "https://octane.example" }, credential, 1);
const withNew = withTwin(fresh, twin, 2);
const ref = { connectionId: fresh.connectionId, id: fresh.id };
const there = (of: Credential) => ({ type: "there", credential: of }) as const;
const both: Seen = { old: there(credential), twin: there(twin), signsIn: "other", readOnly: false };

/** A tab over a plan on disk; `look` and `act` are what the server and the buttons do. */
function opened(kept: Plan | undefined, changes: Partial<RotationBackend> = {}) {
  const disk: { plan: Plan | undefined } = { plan: kept };
  const posted: ToRotation[] = [];
  const close = vi.fn();
  const act = vi.fn<RotationBackend["act"]>().mockResolvedValue("stay");
  const session = new RotationSession(
    ref,
    {
      where: () => ({
        connection: "Space",
        service: "OpenText ALM Octane",
        environment: "test",
        environmentLabel: "Test",
        server: "octane.example",
        readOnly: false,
      }),
      names: () => ({ service: "Octane", one: "API access key", end: "Revoke" }),
      label: () => "deploy",
      load: async () => ({ plan: disk.plan ?? fresh, isKept: disk.plan !== undefined }),
      look: async plan => ({ plan, seen: plan.twin.state === "created" ? both : { ...both, notes: ["A note."] } }),
      act,
      onDidChange: () => ({ dispose: () => undefined }),
      ...changes,
    },
    { visible: true, language: "en", post: message => posted.push(message), close },
    {
      misunderstood: () => {
        throw new Error("not understood");
      },
    },
  );
  session.receive({ type: "ready" });
  const shown = async () =>
    vi.waitFor(() => {
      const last = posted.findLast(message => message.type === "show");
      if (last === undefined || last.refreshing || last.busy !== undefined) throw new Error("still asking");
      return last;
    });
  return { session, posted, shown, act, close, disk };
}

const actsIn = (message: Extract<ToRotation, { type: "show" }>): readonly string[] =>
  message.steps.flatMap(({ buttons }) => buttons.map(button => button.act));

describe("the tab of a rotation", () => {
  test("begins with what the new one will be and will not have", async () => {
    const { shown } = opened(undefined);
    const { steps, buttons } = await shown();
    expect(steps.map(({ state }) => state)).toEqual(["now", "later", "later", "later"]);
    expect(steps[0]?.text.join(" ")).toMatch(/Just like “deploy”.*A note\./u);
    expect(buttons.map(({ act }) => act)).toEqual(["showOld"]);
  });

  test("shows both client IDs, and one button in a step that stands out", async () => {
    const { shown } = opened(withNew);
    const { steps } = await shown();
    expect(steps[0]?.facts.map(({ text }) => text)).toEqual(["deploy_a", "deploy_b"]);
    for (const { buttons } of steps) {
      expect(buttons.filter(({ kind }) => kind === "primary").length).toBeLessThanOrEqual(1);
    }
  });

  test("does only what it offers", async () => {
    const { session, shown, act } = opened(withNew);
    expect(actsIn(await shown())).not.toContain("end");
    session.receive({ type: "act", act: "end" });
    session.receive({ type: "act", act: "no such thing" });
    expect(act).not.toHaveBeenCalled();
  });

  test("does one thing at a time, and shows what came of it", async () => {
    const { session, shown, act, disk, posted } = opened(withNew);
    await shown();
    act.mockImplementation(async () => {
      disk.plan = delivered(withNew, 3);
      return "stay";
    });
    session.receive({ type: "act", act: "markDelivered" });
    session.receive({ type: "act", act: "markDelivered" });
    expect(posted.at(-1)).toMatchObject({ type: "show", busy: "Working..." });
    await vi.waitFor(async () => expect((await shown()).steps[1]?.state).toBe("done"));
    expect(act).toHaveBeenCalledTimes(1);
  });

  test("says what did not work, and goes on", async () => {
    const { session, shown, act, posted } = opened(withNew);
    await shown();
    act.mockRejectedValue(new ServiceError({ kind: "unavailable", message: "Octane can't be reached." }));
    session.receive({ type: "act", act: "saveToEnv" });
    await vi.waitFor(() => expect(posted).toContainEqual({ type: "failed", message: "Octane can't be reached." }));
    expect((await shown()).steps[1]?.state).toBe("now");
  });

  test("cancels what is being done", async () => {
    const { session, shown, act, posted } = opened(withNew);
    await shown();
    act.mockImplementation(
      (_act, _context, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new DOMException("Stopped.", "AbortError")));
        }),
    );
    session.receive({ type: "act", act: "markDelivered" });
    session.receive({ type: "cancel" });
    await shown();
    expect(posted.some(({ type }) => type === "failed")).toBe(false);
  });

  test("does not wait for what leads elsewhere: a question there may stay open for long", async () => {
    const { session, shown, act } = opened(withNew);
    await shown();
    act.mockImplementation(asked => (asked === "saveToEnv" ? new Promise(() => undefined) : Promise.resolve("stay")));
    session.receive({ type: "act", act: "saveToEnv" });
    expect((await shown()).busy).toBeUndefined();
    session.receive({ type: "act", act: "markDelivered" });
    await vi.waitFor(() => expect(act).toHaveBeenCalledTimes(2));
  });

  test("closes where there is no rotation any more", async () => {
    const { session, shown, act, close } = opened(withNew);
    await shown();
    act.mockResolvedValue("close");
    session.receive({ type: "act", act: "abandon" });
    await vi.waitFor(() => expect(close).toHaveBeenCalled());
  });

  test.each(["markDelivered", "saveToEnv"] as const)("that is closed meanwhile hears no more of %s", async asked => {
    const look = vi.fn<RotationBackend["look"]>().mockImplementation(async plan => ({ plan, seen: both }));
    const { session, shown, act, posted } = opened(withNew, { look });
    await shown();
    let finish: (after: "stay") => void = () => undefined;
    act.mockReturnValue(new Promise(resolve => (finish = resolve)));
    session.receive({ type: "act", act: asked });
    await vi.waitFor(() => expect(act).toHaveBeenCalled());
    session.dispose();
    const [told, looked] = [posted.length, look.mock.calls.length];
    finish("stay");
    await new Promise(resolve => setTimeout(resolve, 50));
    expect([posted.length, look.mock.calls.length]).toEqual([told, looked]);
  });

  test("can be abandoned also where nobody can be asked", async () => {
    const { shown } = opened(withNew, { look: () => Promise.reject(new Error("Elsewhere.")) });
    const { problem, buttons, steps } = await shown();
    expect(problem).toBe("Elsewhere.");
    expect(steps).toEqual([]);
    expect(buttons.map(({ act }) => act)).toEqual(["abandon"]);
  });

  test("warns that the connection signs in with the old one, and offers the new one first", async () => {
    const { shown } = opened(delivered(withNew, 3), {
      look: async plan => ({ plan, seen: { ...both, signsIn: "old" } }),
    });
    const end = (await shown()).steps[3];
    expect(end?.warnings.join("")).toContain("itself signs in with the old one");
    expect(end?.buttons.map(({ act }) => act)).toEqual(["switchSignIn"]);
  });

  test("says that it is over once the old one is ended", async () => {
    const { shown } = opened(delivered(withNew, 3), {
      look: async plan => ({ plan, seen: { ...both, old: { type: "ended", how: "revoked" } } }),
    });
    const { over, warnings, buttons, steps } = await shown();
    expect(over).toContain("only deploy_b works now");
    expect(warnings.join("")).toContain("before you said");
    expect(steps[0]?.text.join("")).not.toContain("still works");
    expect(buttons.map(({ act }) => act)).toContain("finish");
  });
});
