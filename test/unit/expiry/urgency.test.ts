import { describe, expect, test } from "vitest";
import { stateAt, urgencyOf, urgencyOfEnd } from "../../../extension/expiry/urgency.ts";
import { credential, inDays, now } from "./samples.ts";

describe("how much of a hurry an end is", () => {
  test.each([
    [-40, "expired"],
    [0, "expired"],
    [0.001, "near"],
    [7, "near"],
    [7.001, "soon"],
    [14, "soon"],
    [14.001, "later"],
    [4000, "later"],
  ])("in %d days: %s", (days, urgency) => {
    expect(urgencyOfEnd(inDays(days), now, 14)).toBe(urgency);
  });

  test("with warnings of three days only, the last days are three too, and nothing lies between", () => {
    expect(urgencyOfEnd(inDays(3), now, 3)).toBe("near");
    expect(urgencyOfEnd(inDays(3.1), now, 3)).toBe("later");
  });

  test("a date that the server garbled is no end", () => {
    expect(urgencyOfEnd(new Date("garbled"), now, 14)).toBe("never");
  });
});

describe("how much of a hurry a credential is", () => {
  test("comes from its end while it lives, also when it was listed as active long ago", () => {
    const key = credential("key", { expiresAt: inDays(20) });
    expect(urgencyOf(key, now, 14)).toBe("later");
    expect(urgencyOf(key, inDays(7), 14)).toBe("soon");
    expect(urgencyOf(key, inDays(21), 14)).toBe("expired");
  });

  test("is none where it was revoked, whatever its end", () => {
    expect(urgencyOf(credential("key", { state: "revoked", expiresAt: inDays(1) }), now, 14)).toBe("ended");
  });

  test("is expired where the service says so, even if this machine's clock is behind", () => {
    expect(urgencyOf(credential("key", { state: "expired", expiresAt: inDays(1) }), now, 14)).toBe("expired");
  });

  test("of a switch is not counted by its minutes", () => {
    expect(urgencyOf(credential("admin", { state: "on", expiresAt: inDays(0.01) }), now, 14)).toBe("on");
    expect(urgencyOf(credential("admin", { state: "off" }), now, 14)).toBe("ended");
  });
});

describe("the state that a person is shown", () => {
  test.each([
    [{ expiresAt: inDays(10) }, 14, "expiring"],
    [{ expiresAt: inDays(10) }, 5, "active"],
    [{ expiresAt: inDays(-1) }, 5, "expired"],
    [{}, 14, "active"],
    [{ state: "revoked", expiresAt: inDays(1) }, 14, "revoked"],
    [{ state: "on", expiresAt: inDays(1) }, 14, "on"],
  ] as const)("of %j with warnings of %d days is %s", (more, warnDays, state) => {
    expect(stateAt(credential("key", more), now, warnDays)).toBe(state);
  });
});
