/** What core/http.ts waits for an answer: a timer of its own, which can be told only by its length. */
const REQUEST_MS = 30_000;

/** Lets what would take half a minute to time out do so in seconds. Answers with the way back. */
export function shorterTimeouts(times: number): () => void {
  const signals = AbortSignal.timeout.bind(AbortSignal);
  const timers = setTimeout;
  Reflect.set(AbortSignal, "timeout", (milliseconds: number) => signals(Math.ceil(milliseconds / times)));
  const shorter = new Proxy(timers, {
    apply: (target, thisArg, [callback, milliseconds, ...args]: [() => void, number?, ...unknown[]]) =>
      Reflect.apply(target, thisArg, [
        callback,
        milliseconds === REQUEST_MS ? REQUEST_MS / times : milliseconds,
        ...args,
      ]) as unknown,
  });
  Reflect.set(globalThis, "setTimeout", shorter);
  return () => {
    Reflect.set(AbortSignal, "timeout", signals);
    Reflect.set(globalThis, "setTimeout", timers);
  };
}
