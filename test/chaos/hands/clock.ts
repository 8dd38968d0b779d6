/** Lets the process live at another time: `Date` tells it; timers go on as they do after a sleep of the machine. */
export function movableClock(aheadMs: () => number): void {
  const now = Date.now.bind(Date);
  const moved = new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now() + aheadMs()] : args, newTarget) as Date,
    get: (target, key): unknown => (key === "now" ? () => now() + aheadMs() : Reflect.get(target, key)),
  });
  Reflect.set(globalThis, "Date", moved);
}
