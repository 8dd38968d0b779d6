import { describe, expect, test } from "vitest";
import { back, type Progress, type Step, type StepResult, walk } from "../../../extension/commands/wizard/walk.ts";

type Draft = Readonly<Record<string, string>>;

/** A step that answers as told, one answer for each visit, and remembers what it was shown. */
function scripted(name: string, ...answers: readonly (string | typeof back | undefined)[]) {
  const seen: { draft: Draft; progress: Progress }[] = [];
  const step: Step<Draft> = (draft, progress) => {
    const answer = answers[seen.length];
    seen.push({ draft, progress });
    const result: StepResult<Draft> = typeof answer === "string" ? { ...draft, [name]: answer } : answer;
    return Promise.resolve(result);
  };
  return { step, seen };
}

describe("a wizard", () => {
  test("goes through its steps and ends with all answers", async () => {
    const [one, two] = [scripted("one", "1"), scripted("two", "2")];
    expect(await walk<Draft>({}, () => [one.step, two.step])).toEqual({ one: "1", two: "2" });
    expect(two.seen).toEqual([{ draft: { one: "1" }, progress: { step: 2, total: 2 } }]);
  });

  test("goes back with what was answered still there", async () => {
    const [one, two] = [scripted("one", "first", "second"), scripted("two", back, "2")];
    expect(await walk<Draft>({}, () => [one.step, two.step])).toEqual({ one: "second", two: "2" });
    expect(one.seen[1]?.draft).toEqual({ one: "first" });
  });

  test("keeps a later answer while an earlier step is visited again", async () => {
    const [one, two, three] = [
      scripted("one", "1", "1"),
      scripted("two", "2", back, "2"),
      scripted("three", back, "3"),
    ];
    await walk<Draft>({}, () => [one.step, two.step, three.step]);
    expect(one.seen[1]?.draft).toEqual({ one: "1", two: "2" });
    expect(two.seen[2]?.draft).toEqual({ one: "1", two: "2" });
  });

  test("has nothing before its first step", async () => {
    const one = scripted("one", back, "1");
    expect(await walk<Draft>({}, () => [one.step])).toEqual({ one: "1" });
  });

  test("ends with nothing where the person leaves", async () => {
    const [one, two] = [scripted("one", "1"), scripted("two", undefined)];
    expect(await walk<Draft>({}, () => [one.step, two.step])).toBeUndefined();
  });

  test("has the steps that the answers so far ask for", async () => {
    const [kind, url] = [scripted("kind", "own", back, "known"), scripted("url", back)];
    const draft = await walk<Draft>({}, ({ kind: answer }) => (answer === "own" ? [kind.step, url.step] : [kind.step]));
    expect(draft).toEqual({ kind: "known" });
    expect(url.seen[0]?.progress).toEqual({ step: 2, total: 2 });
  });

  test("without steps is over", async () => {
    expect(await walk<Draft>({ a: "b" }, () => [])).toEqual({ a: "b" });
  });
});
