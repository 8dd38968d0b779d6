import { randomUUID } from "node:crypto";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { credentialId } from "../../../extension/core/model.ts";
import { describeError } from "../../../extension/core/errors.ts";
import { keptKey } from "../../../extension/vault/key-storage.ts";
import { vaultStore } from "../../../extension/vault/store.ts";
import { failure } from "../core/failure.ts";
import { CANARY, connection, intent, issuedOf, scene, SERVER } from "./scene.ts";

const id = credentialId("1003");

describe("an intent", () => {
  test("is on disk before anything is sent, and a later window finds it whole", async () => {
    const { window, files } = await scene();
    await window().begin(connection, intent, SERVER);
    expect(await files()).toHaveLength(1);
    const [found] = await window().unconfirmed();
    expect(found).toMatchObject({ connectionId: connection, server: SERVER, intent: { label: "myKey03" } });
    expect(found?.intent.facts).toEqual(intent.facts);
    expect(found?.intent.secret?.reveal()).toBe(CANARY);
  });

  test("is readable by its owner only, and holds nothing in plain", async () => {
    const { window, folder, files } = await scene();
    await window().begin(connection, intent, SERVER);
    const [name = ""] = await files();
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const text = await readFile(join(folder, name), "utf8");
    for (const word of [CANARY, "myKey03", SERVER]) expect(text).not.toContain(word);
  });

  test("is under way while its window lives, and no longer when its answer was lost", async () => {
    const { window } = await scene();
    const here = window();
    const entry = await here.begin(connection, intent, SERVER);
    expect((await here.unconfirmed()).map(({ underWay }) => underWay)).toEqual([true]);
    await here.uncertain(entry);
    expect((await here.unconfirmed()).map(({ underWay }) => underWay)).toEqual([false]);
    expect((await window().unconfirmed()).map(({ underWay }) => underWay)).toEqual([false]);
  });

  test("is nobody's any more after ten minutes, whatever process has its pid by then", async () => {
    const { window } = await scene();
    const here = window();
    await here.begin(connection, intent, SERVER);
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 11 * 60_000);
    expect((await window().unconfirmed()).map(({ underWay }) => underWay)).toEqual([false]);
    vi.restoreAllMocks();
  });

  test("goes when it is certain that nothing came of it", async () => {
    const { window, files } = await scene();
    const here = window();
    await here.notDone(await here.begin(connection, intent, SERVER));
    expect(await files()).toEqual([]);
  });

  test("that has become a secret in another window is not dropped", async () => {
    const { window } = await scene();
    const here = window();
    const entry = await here.begin(connection, intent, SERVER);
    await window().issued(entry, connection, issuedOf(), "proved");
    await here.notDone(entry);
    expect((await window().find(connection, id))?.secret?.reveal()).toBe(CANARY);
  });

  test("that can't be written says so, and what to do", async () => {
    const { window, folder } = await scene();
    const here = window();
    await here.notDone(await here.begin(connection, intent, SERVER));
    // Even root can't write into what is no folder.
    await rm(folder, { recursive: true });
    await writeFile(folder, "");
    const error = await failure(here.begin(connection, intent, SERVER));
    expect(describeError(error)).toMatch(/nothing was sent.*Make room on the disk/su);
    expect(describeError(error)).not.toContain(CANARY);
  });
});

describe("a secret", () => {
  test("is there until it is delivered; then a fingerprint is left, which knows a copy", async () => {
    const { window, folder, files } = await scene();
    const here = window();
    await here.issued(await here.begin(connection, intent, SERVER), connection, issuedOf(), "proved");
    expect(await window().find(connection, id)).toMatchObject({ where: "vault", clientId: "myKey03_1003" });
    const [name = ""] = await files();
    const long = (await readFile(join(folder, name), "utf8")).length;

    await here.delivered(connection, id, ".env");
    const kept = await here.find(connection, id);
    expect(kept).toMatchObject({ where: "nowhere", delivered: { to: ".env" } });
    expect(kept?.secret).toBeUndefined();
    expect((await readFile(join(folder, name), "utf8")).length).not.toBe(long);

    const [print] = await window().fingerprints();
    expect(print).toMatchObject({ length: CANARY.length, label: "myKey03", credentialId: id });
    expect([print?.matches(CANARY), print?.matches(`${CANARY.slice(1)}x`)]).toEqual([true, false]);
    const text = `A=1\n# ${CANARY}\n${"x".repeat(5000)}${CANARY}${CANARY}`;
    const known = await window().recogniser();
    expect(known.copiesIn(text).map(({ start }) => start)).toEqual(
      [...text.matchAll(/Canary/gu)].map(({ index }) => index),
    );
    expect(known.copiesIn(CANARY.slice(1))).toEqual([]);
  });

  test("stays after its delivery where it is always to be kept", async () => {
    const { window } = await scene();
    const here = window("always");
    await here.issued(undefined, connection, issuedOf(), "proved");
    await here.delivered(connection, id, ".env");
    expect(await window().find(connection, id)).toMatchObject({ where: "vault", delivered: { to: ".env" } });
  });

  test("that is never to be kept is in its window only, and its intent without it", async () => {
    const { window } = await scene();
    const here = window("never");
    const entry = await here.begin(connection, intent, SERVER);
    expect((await window().unconfirmed())[0]?.intent.secret).toBeUndefined();
    expect((await here.unconfirmed())[0]?.intent.secret?.reveal()).toBe(CANARY);
    await here.issued(entry, connection, issuedOf(), "proved");
    expect(await here.find(connection, id)).toMatchObject({ where: "window" });
    expect(await window().find(connection, id)).toMatchObject({ where: "nowhere" });
    expect((await window().fingerprints())[0]?.matches(CANARY)).toBe(true);
  });

  test("that the disk refuses is still there until the window closes", async () => {
    const { window, folder } = await scene();
    const here = window();
    const entry = await here.begin(connection, intent, SERVER);
    await rm(folder, { recursive: true });
    await writeFile(folder, "");
    await expect(here.issued(entry, connection, issuedOf(), "proved")).rejects.toThrow();
    await rm(folder);
    expect(await here.find(connection, id)).toMatchObject({ where: "window" });
  });

  test("that the disk refuses counts instead of the one before, which is still there", async () => {
    const { keyParts, folder } = await scene();
    const { key } = await keptKey(keyParts());
    let refuses = false;
    const here = vaultStore({
      folder,
      async key() {
        if (refuses) throw new Error("no space left");
        return { key, origin: "kept", isStored: true, settled: Promise.resolve() };
      },
      keep: () => "untilDelivered",
      notice: () => undefined,
    });
    await here.issued(undefined, connection, issuedOf("1003", "the-0ld-0ne"), "proved");
    await delay(5);
    refuses = true;
    await expect(here.issued(undefined, connection, issuedOf("1003", "the-n3w-0ne"), "proved")).rejects.toThrow();
    refuses = false;
    const kept = await here.find(connection, id);
    expect([kept?.where, kept?.secret?.reveal()]).toEqual(["window", "the-n3w-0ne"]);
  });

  test("that another window has replaced since is not given out any more", async () => {
    const { window } = await scene();
    const [here, there] = [window("never"), window("never")];
    await here.issued(undefined, connection, issuedOf("1003", "the-0ld-0ne"), "proved");
    expect((await here.find(connection, id))?.secret?.reveal()).toBe("the-0ld-0ne");
    await delay(5);
    await there.issued(undefined, connection, issuedOf("1003", "the-n3w-0ne"), "proved");
    const kept = await here.find(connection, id);
    expect([kept?.where, kept?.secret]).toEqual(["nowhere", undefined]);
    expect((await there.find(connection, id))?.secret?.reveal()).toBe("the-n3w-0ne");
  });

  test("takes the place of the one before, once it is proved", async () => {
    const { window, files } = await scene();
    const here = window();
    await here.issued(undefined, connection, issuedOf("1003", "the-0ld-0ne"), "proved");
    await here.issued(undefined, connection, issuedOf("1003", "the-unpr0ved-0ne"), "unproved");
    expect(await files()).toHaveLength(2);
    expect((await here.find(connection, id))?.secret?.reveal()).toBe("the-unpr0ved-0ne");
    await here.delivered(connection, id, ".env");
    expect(await files()).toHaveLength(2);
    await here.issued(undefined, connection, issuedOf("1003", "the-n3w-0ne"), "proved");
    expect(await files()).toHaveLength(1);
    expect((await here.find(connection, id))?.secret?.reveal()).toBe("the-n3w-0ne");
  });

  test("is forgotten when the person says so, and others are not", async () => {
    const { window } = await scene();
    const here = window();
    await here.issued(undefined, connection, issuedOf("1003"), "proved");
    await here.issued(undefined, connection, issuedOf("1004"), "proved");
    await here.forget(connection, id);
    expect(await here.find(connection, id)).toBeUndefined();
    expect((await window().fingerprints()).map(({ credentialId }) => credentialId)).toEqual(["1004"]);
  });
});

describe("two windows", () => {
  test("that begin at the same moment end with one key, and lose nothing of each other", async () => {
    const { window, storage } = await scene();
    const windows = Array.from({ length: 8 }, () => window());
    await Promise.all(windows.map(one => one.begin(connection, intent, SERVER)));
    expect(await window().unconfirmed()).toHaveLength(8);
    expect(storage.values.size).toBe(1);
  });

  test("don't settle the same entry at once", async () => {
    const { window } = await scene();
    const entry = await window().begin(connection, intent, SERVER);
    let release: (() => void) | undefined;
    const first = window().settling(entry, () => new Promise<string>(resolve => (release = () => resolve("settled"))));
    await expect.poll(() => release).toBeDefined();
    expect(await window().settling(entry, async () => "too")).toBeUndefined();
    release?.();
    expect(await first).toBe("settled");
    expect(await window().settling(entry, async () => "afterwards")).toBe("afterwards");
  });
});

describe("what can't be read", () => {
  test.each([
    ["cut off", (text: string) => text.slice(0, text.length / 2)],
    ["emptied", () => ""],
    [
      "with another byte",
      (text: string) => text.replace(/"data":"./u, found => `${found.slice(0, -1)}${found.endsWith("A") ? "B" : "A"}`),
    ],
    ["made somebody else's window's", (text: string) => text.replace(/"pid":\d+/u, '"pid":1')],
  ])("because it was %s, is told once and set aside, and the others stay", async (_, edit) => {
    const { window, files, change, notices } = await scene();
    const here = window();
    await here.begin(connection, intent, SERVER);
    const [damaged = ""] = await files();
    await here.issued(undefined, connection, issuedOf(), "proved");
    await change(damaged, edit);
    const next = window();
    expect(await next.unconfirmed()).toEqual([]);
    expect(await next.find(connection, id)).toMatchObject({ where: "vault" });
    await next.unconfirmed();
    expect(notices).toEqual([{ type: "damaged", files: [expect.stringContaining(join("set-aside", damaged))] }]);
    expect(await files("set-aside")).toEqual([damaged]);
  });

  test("an entry under another's name is not taken for that", async () => {
    const { window, folder, files, notices } = await scene();
    await window().begin(connection, intent, SERVER);
    const [name = ""] = await files();
    const another = `${randomUUID()}.json`;
    await writeFile(join(folder, another), await readFile(join(folder, name)));
    expect(await window().unconfirmed()).toHaveLength(1);
    expect(notices).toMatchObject([{ type: "damaged", files: [expect.stringContaining(another)] }]);
  });

  test("because a later version wrote it, is left where it is", async () => {
    const { window, files, change, notices } = await scene();
    await window().begin(connection, intent, SERVER);
    const [name = ""] = await files();
    await change(name, text => text.replace('"version":1', '"version":2'));
    expect(await window().unconfirmed()).toEqual([]);
    expect([await files(), notices]).toEqual([[name], []]);
  });

  test("because the key is gone, is told once and set aside, and comes back with the key", async () => {
    const { window, files, storage, notices } = await scene();
    await window().issued(undefined, connection, issuedOf(), "proved");
    const key = storage.values.get("vault-key") ?? "";
    storage.values.clear();
    const next = window();
    await next.issued(undefined, connection, issuedOf("1004"), "proved");
    expect(await next.find(connection, id)).toBeUndefined();
    expect(notices.map(({ type, files: all }) => [type, all.length])).toEqual([["other-key", 1]]);
    expect(await files("set-aside")).toHaveLength(1);

    storage.values.set("vault-key", key);
    expect((await window().find(connection, id))?.secret?.reveal()).toBe(CANARY);
  });

  test("because the key is gone, comes back also where the keyring was locked at the first look", async () => {
    const { window, storage } = await scene();
    await window().issued(undefined, connection, issuedOf(), "proved");
    const key = storage.values.get("vault-key") ?? "";
    storage.values.clear();
    await window().issued(undefined, connection, issuedOf("1004"), "proved");
    await window().find(connection, id);

    storage.values.set("vault-key", key);
    const next = window();
    const locked = vi.spyOn(storage, "get").mockRejectedValue(new Error("locked"));
    await expect(next.find(connection, id)).rejects.toThrow();
    locked.mockRestore();
    expect((await next.find(connection, id))?.secret?.reveal()).toBe(CANARY);
  });
});
