import { describe, expect, it } from "vitest";
import { Action, connectionId, type Credential } from "../../../extension/core/model.ts";
import type { LeftOn } from "../../../extension/running/left-on.ts";
import { turnedOn } from "../../../extension/running/turned-on.ts";
import { ADMIN_KEY } from "../../../extension/services/confluence/credential.ts";
import { admin, scene, signal } from "../services/confluence/scene.ts";

const connection = connectionId("c-1");

function notes(): LeftOn & { readonly open: () => number } {
  let count = 0;
  return {
    write() {
      count++;
      return Promise.resolve(() => {
        count--;
        return Promise.resolve();
      });
    },
    find: () => Promise.resolve([]),
    open: () => count,
  };
}

/** A window that turned the admin key on. */
async function window() {
  const here = await scene();
  const kept = notes();
  const mine = turnedOn(kept, () => undefined);
  const perform = async (action: typeof Action.turnOn, minutes?: string): Promise<Credential | undefined> => {
    const input = minutes === undefined ? {} : { minutes };
    const outcome = await here.session.perform(action, ADMIN_KEY, input, signal);
    mine.note({ connectionId: connection, action }, outcome, here.session);
    return outcome.credential;
  };
  await perform(Action.turnOn, "10");
  return { here, mine, perform, notes: kept, elsewhere: here.sessionAs(admin) };
}

describe("a window that closes", () => {
  it("turns off what it turned on, in well under 4 seconds", async () => {
    const { here, mine, notes } = await window();
    const started = performance.now();
    await mine.turnOffAll();
    expect(performance.now() - started).toBeLessThan(4000);
    expect((await here.key()).state).toBe("off");
    expect(notes.open()).toBe(0);
  });

  it("takes less than 4 seconds also where nobody answers", async () => {
    const { here, mine } = await window();
    here.mock.faults.add({ path: "/wiki/", effect: { latencyMs: 20_000 } });
    const started = performance.now();
    await mine.turnOffAll();
    expect(performance.now() - started).toBeLessThan(4000);
    here.mock.faults.clear();
  });

  it("keeps its note where turning off failed, so that the next start offers it", async () => {
    const { here, mine, notes } = await window();
    here.mock.faults.add({ path: "/wiki/", effect: { status: 503 } });
    await mine.turnOffAll();
    expect(notes.open()).toBe(1);
  });

  it("leaves alone what was renewed elsewhere since", async () => {
    const { here, mine, elsewhere } = await window();
    await elsewhere.perform(Action.renew, ADMIN_KEY, { minutes: "60" }, signal);
    await mine.turnOffAll();
    expect((await here.key()).state).toBe("on");
  });

  it("leaves alone what it once saw to be somebody else's", async () => {
    const { here, mine, elsewhere, notes } = await window();
    await elsewhere.perform(Action.renew, ADMIN_KEY, { minutes: "60" }, signal);
    mine.compare(connection, [await here.key()]);
    await expect.poll(notes.open).toBe(0);
    await mine.turnOffAll();
    expect((await here.key()).state).toBe("on");
  });

  it("has nothing to do where the person turned it off", async () => {
    const { here, mine, perform, elsewhere } = await window();
    await perform(Action.turnOff);
    await elsewhere.perform(Action.turnOn, ADMIN_KEY, { minutes: "10" }, signal);
    await mine.turnOffAll();
    expect((await here.key()).state).toBe("on");
  });

  it("turns off what it renewed", async () => {
    const { here, mine, perform } = await window();
    await perform(Action.renew, "60");
    mine.compare(connection, [await here.key()]);
    await mine.turnOffAll();
    expect((await here.key()).state).toBe("off");
  });
});
