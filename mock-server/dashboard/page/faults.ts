import * as v from "valibot";
import { attempt, call, say } from "./api.ts";
import { button, byId, element, fieldOf } from "./elements.ts";

const faultsSchema = v.object({ faults: v.array(v.looseObject({ id: v.string() })) });
type Faults = v.InferOutput<typeof faultsSchema>["faults"];

/** What one can choose from here; the control API can do more. */
const effects: Readonly<Record<string, object>> = {
  "500 internal error": { status: 500 },
  "503 unavailable": { status: 503 },
  "429 with Retry-After: 5": { status: 429, retryAfter: 5 },
  "401 not signed in": { status: 401 },
  "403 not allowed": { status: 403 },
  "2 seconds late": { latencyMs: 2000 },
  "0.1 to 1 second late": { latencyMs: { min: 100, max: 1000 } },
  "connection cut, nothing done": { dropConnection: true },
  "work done, answer lost": { lostAnswer: true },
  "half of the answer, then cut": { halfBody: true },
  "half of the JSON, as if it were all": { truncatedJson: true },
  "JSON with a mistake": { malformedJson: true },
  "answer trickles, 200 bytes a second": { bytesPerSecond: 200 },
  "a gateway's HTML page": { html: true },
  "503 with nothing in it": { emptyBody: true },
};

/** Lets the form add faults. */
export function startFaults(): void {
  const form = byId("fault", HTMLFormElement);
  const select = form.elements.namedItem("effect");
  if (select instanceof HTMLSelectElement)
    select.replaceChildren(...Object.keys(effects).map(name => element("option", name)));
  form.addEventListener("submit", event => {
    event.preventDefault();
    const texts = ["service", "method", "path"].map((name): [string, unknown] => [name, fieldOf(form, name)]);
    const numbers = ["times", "probability"].map((name): [string, unknown] => [name, numberOf(form, name)]);
    const given = [...texts, ...numbers].filter(([, value]) => value !== "" && value !== undefined);
    const fault = { ...Object.fromEntries(given), effect: effects[fieldOf(form, "effect")] };
    attempt(async () => {
      draw((await call(faultsSchema, "POST", "faults", fault)).faults);
      return "The fault waits for its requests.";
    });
  });
}

function numberOf(form: HTMLFormElement, name: string): number | undefined {
  const text = fieldOf(form, name);
  return text === "" ? undefined : Number(text);
}

/** Shows the faults that wait. */
export async function drawFaults(): Promise<void> {
  draw((await call(faultsSchema, "GET", "faults")).faults);
}

function draw(faults: Faults): void {
  const items = faults.map(({ id, ...fault }) => {
    const text = describe(fault);
    const remove = button("Remove", `Remove the fault ${text}`, () =>
      attempt(async () => {
        draw((await call(faultsSchema, "DELETE", `faults/${encodeURIComponent(id)}`)).faults);
        return "The fault is gone.";
      }),
    );
    return element("li", [element("span", text), remove]);
  });
  byId("faults", HTMLUListElement).replaceChildren(...items);
}

/** `status 503, path /v1/*, times 2` */
function describe({ effect, ...rest }: Readonly<Record<string, unknown>>): string {
  const parts = [...Object.entries(effect ?? {}), ...Object.entries(rest)];
  return parts
    .map(([name, value]: [string, unknown]) => (value === true ? name : `${name} ${wordFor(value)}`))
    .join(", ");
}

function wordFor(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Draws again after requests may have used some up. Says nothing of a failure: the next request tries again. */
export function refreshFaults(): void {
  drawFaults().catch(() => say("The server does not answer.", true));
}
