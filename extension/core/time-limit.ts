import type { Disposable } from "./disposable.ts";

export interface TimeLimit extends Disposable {
  /** Aborts with the caller's, and when the time is up; never after `dispose`. */
  readonly signal: AbortSignal;
  /** True where it was the time that ended it. */
  readonly isOver: () => boolean;
}

/**
 * A signal for one request and no longer. The fetch of Node throws where nobody can catch it when it is aborted after some failures of its
 * own (an answer with too many encodings), so what has settled must not be aborted any more.
 */
export function timeLimit(caller: AbortSignal, milliseconds: number): TimeLimit {
  const own = new AbortController();
  let isOver = false;
  const follow = (): void => own.abort(caller.reason);
  const timer = setTimeout(() => {
    isOver = true;
    own.abort(new DOMException("The time is up.", "TimeoutError"));
  }, milliseconds);
  if (caller.aborted) follow();
  else caller.addEventListener("abort", follow, { once: true });
  return {
    signal: own.signal,
    isOver: () => isOver,
    dispose() {
      clearTimeout(timer);
      caller.removeEventListener("abort", follow);
    },
  };
}
