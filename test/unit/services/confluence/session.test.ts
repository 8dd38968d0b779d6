import { describe, expect, it } from "vitest";
import { Action } from "../../../../extension/core/model.ts";
import { COPY_CURL, COPY_HEADER, SHOW_REVEALED } from "../../../../extension/services/confluence/actions.ts";
import { ADMIN_KEY } from "../../../../extension/services/confluence/credential.ts";
import { failure } from "../../core/failure.ts";
import { admin, as, labelsOf, member, readReport, type Scene, scene, secondAdmin, signal } from "./scene.ts";

const turnOn = ({ session }: Pick<Scene, "session">, minutes = "10") =>
  session.perform(Action.turnOn, ADMIN_KEY, { minutes }, signal);

const minutesLeft = (scene: Scene, end: Date | undefined): number =>
  Math.round(((end?.getTime() ?? 0) - (scene.session.now?.().getTime() ?? 0)) / 60_000);

describe("whose key it is", () => {
  it("is known: that of the admin who signs in", async () => {
    const { session } = await scene();
    const { owner = "" } = await session.get(ADMIN_KEY, signal);
    expect(owner).not.toBe("");
    expect(await session.owners?.([owner, "somebody else"], signal)).toEqual([
      { id: owner, type: "person", label: expect.stringContaining("A") as string },
    ]);
  });
});

describe("signing in to Confluence", () => {
  it("says who an admin is, and that nothing is missing while a key is on", async () => {
    const here = await scene();
    await turnOn(here);
    const identity = await here.session.verify(signal);
    expect(identity.label).toContain("admin@keyporter.example");
    expect(identity.missing).toEqual([]);
    expect(identity.unknown).toBeUndefined();
  });

  it("refuses a wrong token, and says what to check", async () => {
    const here = await scene();
    const error = await failure(here.sessionAs(as("admin@keyporter.example", "wrong")).verify(signal));
    expect(error.kind).toBe("unauthenticated");
    expect(error.hint).toContain("API token");
  });

  it("takes the 403 that real sites give to a wrong token for what it is", async () => {
    const here = await scene();
    const message =
      'com.atlassian.confluence.StacklessResponseStatusException: 403 FORBIDDEN "Request rejected because caller cannot access Confluence"';
    here.mock.faults.add({ path: "/wiki/rest/api/user/current", effect: { status: 403, message } });
    const error = await failure(here.session.verify(signal));
    expect(error.kind).toBe("unauthenticated");
    expect(error.hint).toContain("API token");
  });

  it("says to an admin what can't be told beforehand", async () => {
    const { missing, unknown } = await (await scene()).session.verify(signal);
    expect(missing).toEqual([]);
    expect(unknown).toContain("shows only when you do");
  });

  it("tells a member that they are no admin", async () => {
    const { missing } = await (await scene({}, member)).session.verify(signal);
    expect(missing).toEqual(["organization admin or site admin"]);
  });

  it("tells an admin that the plan has no admin keys", async () => {
    const here = await scene({ options: { "confluence.plan": "standard" } });
    expect((await here.session.verify(signal)).missing).toEqual([
      "the Premium or Enterprise plan (this site has Standard)",
    ]);
    expect((await here.key()).remark).toBe("not for your account or plan");
  });

  it("draws no conclusion where the site says neither", async () => {
    const here = await scene({}, member);
    here.mock.faults.add({ path: "/wiki/rest/api/settings/systemInfo", effect: { status: 404 } });
    const { missing } = await here.session.verify(signal);
    expect(missing).toEqual(["organization admin or site admin"]);
  });

  it("sees through a public site, which answers 200 to a wrong token as to anybody", async () => {
    const here = await scene({ options: { "confluence.public": "on" } });
    const error = await failure(here.sessionAs(as("admin@keyporter.example", "wrong")).verify(signal));
    expect(error.kind).toBe("unauthenticated");
    expect(error.message).toContain("anonymous");
  });

  it("does not list a key for a sign-in that only an anonymous visitor has", async () => {
    const here = await scene({ options: { "confluence.public": "on" } });
    const session = here.sessionAs(as("admin@keyporter.example", "wrong"));
    expect((await failure(session.get(ADMIN_KEY, signal))).kind).toBe("unauthenticated");
  });

  it("says that a token with scopes is the wrong kind", async () => {
    const here = await scene();
    const error = await failure(here.sessionAs(as("admin@keyporter.example", "demo-scoped-token")).verify(signal));
    expect(error.kind).toBe("unauthenticated");
    expect(error.hint).toContain("without scopes");
  });

  it("knows when the token ends, where the person said so", async () => {
    const here = await scene();
    const signIn = { ...admin, values: { ...admin.values, tokenEnds: " 2027-01-31 " } };
    expect(here.sessionAs(signIn).signInEndsAt).toEqual(new Date("2027-01-31T00:00:00Z"));
    expect(here.session.signInEndsAt).toBeUndefined();
  });
});

describe("the admin key", () => {
  it("is one row per site, off at first", async () => {
    const here = await scene();
    const rows = [];
    for await (const page of here.session.list({}, signal)) rows.push(...page);
    expect(rows).toMatchObject([{ id: ADMIN_KEY, state: "off", label: "Admin key" }]);
    expect(rows[0]?.actions).toContain(Action.turnOn);
    expect(rows[0]?.actions).not.toContain(Action.turnOff);
  });

  it("is turned on for as long as was chosen, by the server's clock", async () => {
    const here = await scene();
    here.pass(24 * 60);
    const { credential, message } = await turnOn(here, "30");
    expect(credential).toMatchObject({ state: "on" });
    expect(minutesLeft(here, credential?.expiresAt)).toBe(30);
    expect(message).toContain("30 minutes");
    expect(await here.key()).toMatchObject({ state: "on", expiresAt: credential?.expiresAt });
  });

  it("ends by itself", async () => {
    const here = await scene();
    await turnOn(here);
    here.pass(9);
    expect((await here.key()).state).toBe("on");
    here.pass(2);
    expect((await here.key()).state).toBe("off");
  });

  it("is renewed with another end", async () => {
    const here = await scene();
    await turnOn(here);
    here.pass(8);
    const { credential } = await here.session.perform(Action.renew, ADMIN_KEY, { minutes: "60" }, signal);
    expect(minutesLeft(here, credential?.expiresAt)).toBe(60);
  });

  it("is turned off, also where it was off already", async () => {
    const here = await scene();
    await turnOn(here);
    const off = () => here.session.perform(Action.turnOff, ADMIN_KEY, {}, signal);
    expect((await off()).credential?.state).toBe("off");
    expect((await off()).credential?.state).toBe("off");
    expect((await here.key()).state).toBe("off");
  });

  it("belongs to one person", async () => {
    const here = await scene();
    await turnOn(here);
    expect((await here.sessionAs(secondAdmin).get(ADMIN_KEY, signal)).state).toBe("off");
  });

  it("shows when someone turned it off elsewhere", async () => {
    const here = await scene();
    await turnOn(here);
    await here.sessionAs(admin).perform(Action.turnOff, ADMIN_KEY, {}, signal);
    expect((await here.key()).state).toBe("off");
  });

  it.each(["0", "61", "1.5", "-1", "", "null", "1e1", "ten"])(
    "refuses a duration of %j without asking",
    async minutes => {
      const here = await scene();
      const before = here.log.length;
      const error = await failure(turnOn(here, minutes));
      expect(error).toMatchObject({ kind: "invalid", field: "minutes" });
      expect(here.log.length).toBe(before);
    },
  );

  it("is not for a member, and says what may be missing", async () => {
    const here = await scene({}, member);
    const error = await failure(turnOn(here));
    expect(error.kind).toBe("forbidden");
    expect(error.hint).toMatch(/Premium or Enterprise.*organization admin or a site admin/u);
  });

  it("is not there on a Standard plan, and says what may be missing", async () => {
    const here = await scene({ options: { "confluence.plan": "standard" } });
    const error = await failure(turnOn(here));
    expect(error.kind).toBe("forbidden");
    expect(error.hint).toContain("Premium");
  });

  it("says how long to wait when it is asked to slow down", async () => {
    const here = await scene();
    here.mock.faults.add({ path: "/wiki/api/v2/admin-key", effect: { retryAfter: 30 } });
    const error = await failure(turnOn(here));
    expect(error).toMatchObject({ kind: "throttled", retryAfterMs: 30_000 });
  });

  it("finds out after a lost answer that it is on", async () => {
    const here = await scene();
    here.mock.faults.add({ method: "POST", path: "/wiki/", times: 1, effect: { lostAnswer: true } });
    const { credential } = await turnOn(here, "30");
    expect(minutesLeft(here, credential?.expiresAt)).toBe(30);
  });

  it("does not take an older key for the one whose answer was lost", async () => {
    const here = await scene();
    await turnOn(here, "10");
    here.mock.faults.add({ method: "POST", path: "/wiki/", times: 1, effect: { dropConnection: true } });
    const error = await failure(here.session.perform(Action.renew, ADMIN_KEY, { minutes: "60" }, signal));
    expect(error.kind).toBe("unavailable");
    expect(minutesLeft(here, (await here.key()).expiresAt)).toBe(10);
  });
});

describe("choosing for how long", () => {
  it("is not asked for what the service does not do", async () => {
    const { session } = await scene();
    await expect(session.form(Action.create, undefined, signal)).rejects.toThrow("no form for create");
  });

  it("tells what is recorded before it is turned on, not before it is renewed", async () => {
    const here = await scene();
    const form = await here.session.form(Action.turnOn, ADMIN_KEY, signal);
    expect(form.notice?.text.join(" ")).toMatch(/audit log.*email/su);
    expect((await here.session.form(Action.renew, ADMIN_KEY, signal)).notice).toBeUndefined();
  });

  it("asks before it ends earlier than it does now, and only then", async () => {
    const here = await scene();
    const impact = async (minutes: string) =>
      (await here.session.impact(Action.renew, [await here.key()], signal, { minutes })).effects;
    expect(await impact("10")).toEqual([]);
    await turnOn(here, "60");
    expect(await impact("60")).toEqual([]);
    expect((await impact("30")).join(" ")).toMatch(/60 more minutes.*30 minutes/u);
    here.pass(45);
    expect(await impact("30")).toEqual([]);
  });

  it("says what is left while one is on", async () => {
    const here = await scene();
    await turnOn(here, "60");
    here.pass(20);
    expect((await here.session.form(Action.renew, ADMIN_KEY, signal)).intro).toContain("40 minutes");
  });
});

describe("a request of one's own", () => {
  it("has the documented header", async () => {
    const { session } = await scene();
    const { copy } = await session.perform(COPY_HEADER, ADMIN_KEY, {}, signal);
    expect(copy).toBe("Atl-Confluence-With-Admin-Key: true");
  });

  it("as curl holds no token, and nothing that a shell would run", async () => {
    const here = await scene();
    const session = here.sessionAs(as(`o'hara$(id)@keyporter.example`, "demo-confluence-token"));
    const curl = await session.perform(COPY_CURL, ADMIN_KEY, {}, signal).then(({ copy }) => copy ?? "");
    expect(curl).not.toContain("demo-confluence-token");
    expect(curl).toContain(String.raw`--user 'o'\''hara$(id)@keyporter.example:'"$CONFLUENCE_API_TOKEN"`);
  });
});

describe("what only the key reveals", () => {
  it("is nothing while it is off, and says what to do", async () => {
    const here = await scene();
    const error = await failure(readReport(here.session.report?.(SHOW_REVEALED, ADMIN_KEY, signal)));
    expect(error.hint).toContain("Turn it on");
  });

  it("is each space and page that is a 404 without it, and nothing else", async () => {
    const here = await scene();
    await turnOn(here);
    const parts = await readReport(here.session.report?.(SHOW_REVEALED, ADMIN_KEY, signal));
    expect(parts.at(-1)).toMatchObject({ type: "end", complete: true });
    const headers = { authorization: `Basic ${btoa("admin@keyporter.example:demo-confluence-token")}` };
    const titles = async (more: Record<string, string>) => {
      const all: string[] = [];
      for (const list of ["spaces", "pages"]) {
        const answer = await fetch(`${here.mock.url}/wiki/api/v2/${list}?limit=250`, {
          headers: { ...headers, ...more },
        });
        const { results } = (await answer.json()) as { results: { title?: string; name?: string }[] };
        all.push(...results.map(({ title, name }) => title ?? name ?? ""));
      }
      return all;
    };
    const without = await titles({});
    const only = (await titles({ "Atl-Confluence-With-Admin-Key": "true" })).filter(title => !without.includes(title));
    expect(only.length).toBeGreaterThan(3);
    expect([...labelsOf(parts)].sort()).toEqual(only.sort());
  });

  it("stops when the key ends in the middle, and says that it is incomplete", async () => {
    const here = await scene({ seed: "large:1200" });
    await turnOn(here);
    const seen = [];
    let passed = false;
    for await (const part of here.session.report?.(SHOW_REVEALED, ADMIN_KEY, signal) ?? []) {
      seen.push(part);
      if (part.type === "found" && !passed) {
        passed = true;
        here.pass(11);
      }
    }
    expect(passed).toBe(true);
    expect(seen.at(-1)).toMatchObject({ type: "end", complete: false });
  });

  it("stops when the person does", async () => {
    const here = await scene({ seed: "large:1200" });
    await turnOn(here);
    const abort = new AbortController();
    const reading = (async () => {
      for await (const part of here.session.report?.(SHOW_REVEALED, ADMIN_KEY, abort.signal) ?? []) {
        if (part.type === "progress") abort.abort();
      }
    })();
    expect((await failure(reading)).kind).toBe("cancelled");
  });
});

it("writes no token to the log", async () => {
  const here = await scene();
  await turnOn(here);
  expect(here.log.length).toBeGreaterThan(0);
  expect(here.log.join("\n")).not.toMatch(/demo-confluence-token|YWRtaW5A/u);
});
