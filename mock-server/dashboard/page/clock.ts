import * as v from "valibot";
import { attempt, call } from "./api.ts";
import { byId } from "./elements.ts";

const clockSchema = v.object({ now: v.string(), frozen: v.boolean() });

let known: { readonly time: number; readonly at: number; readonly frozen: boolean } | undefined;

/** Asks for the time and shows it; it goes on here by itself. */
export async function drawClock(): Promise<void> {
  show(await call(clockSchema, "GET", "clock"));
}

/** Lets the buttons of the clock do what they say. */
export function startClock(): void {
  for (const one of document.querySelectorAll<HTMLButtonElement>("[data-advance]")) {
    one.addEventListener("click", () =>
      change({ advanceMs: Number(one.dataset["advance"]) }, `The clock went ${one.textContent}.`),
    );
  }
  const freeze = byId("freeze", HTMLButtonElement);
  freeze.addEventListener("click", () => {
    const frozen = known?.frozen !== true;
    change({ frozen }, frozen ? "The clock stands still." : "The clock runs.");
  });
  byId("machine-time", HTMLButtonElement).addEventListener("click", () =>
    change({ frozen: false, offsetMs: 0 }, "The clock shows the real time."),
  );
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
}

function change(body: object, message: string): void {
  attempt(async () => {
    show(await call(clockSchema, "POST", "clock", body));
    return message;
  });
}

function show({ now, frozen }: v.InferOutput<typeof clockSchema>): void {
  known = { time: Date.parse(now), at: performance.now(), frozen };
  byId("freeze", HTMLButtonElement).setAttribute("aria-pressed", String(frozen));
  byId("frozen", HTMLSpanElement).textContent = frozen ? "(stands still)" : "";
  tick();
}

function tick(): void {
  if (known === undefined || document.hidden) return;
  const time = new Date(known.frozen ? known.time : known.time + performance.now() - known.at);
  const shown = byId("now", HTMLTimeElement);
  shown.dateTime = time.toISOString();
  shown.textContent = time.toISOString().replace("T", " ").replace(/\..*/, " UTC");
}
