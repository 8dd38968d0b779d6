export const back = Symbol("back");

/** What a step came to: a draft with its answer in it, one step back, or (undefined) the person left. */
export type StepResult<Draft> = Draft | typeof back | undefined;

export interface Progress {
  /** Counted from 1. */
  readonly step: number;
  readonly total: number;
}

export type Step<Draft> = (draft: Draft, progress: Progress) => Promise<StepResult<Draft>>;

/**
 * Goes through the steps, forth and back. What was answered stays in the draft, so that a step that is visited again begins with it.
 * @param stepsFor which steps there are may depend on the answers so far, but those already taken must stay
 * @returns the finished draft, or undefined where the person left
 */
export async function walk<Draft>(
  first: Draft,
  stepsFor: (draft: Draft) => readonly Step<Draft>[],
): Promise<Draft | undefined> {
  let draft = first;
  for (let index = 0; ;) {
    const steps = stepsFor(draft);
    const step = steps[index];
    if (step === undefined) return draft;
    const result = await step(draft, { step: index + 1, total: steps.length });
    if (result === undefined) return undefined;
    if (result === back) index = Math.max(0, index - 1);
    else {
      draft = result;
      index++;
    }
  }
}
