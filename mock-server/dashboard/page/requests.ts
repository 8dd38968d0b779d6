import * as v from "valibot";
import { attempt, call, say } from "./api.ts";
import { button, byId, element, fieldOf } from "./elements.ts";
import { createRows } from "./rows.ts";

const entrySchema = v.object({
  id: v.number(),
  at: v.string(),
  service: v.optional(v.string()),
  method: v.string(),
  path: v.string(),
  status: v.number(),
  milliseconds: v.number(),
  fault: v.optional(v.string()),
});
type Entry = v.InferOutput<typeof entrySchema>;

const message = { headers: v.looseObject({}), body: v.optional(v.unknown()), omitted: v.optional(v.string()) };
const exchangeSchema = v.object({
  ...entrySchema.entries,
  request: v.object({ ...message, query: v.looseObject({}) }),
  answer: v.object(message),
});

/** More would only make the page slow. */
const mostRows = 200;

const rows = createRows(byId("entries", HTMLTableSectionElement), rowOf);
let entries: Entry[] = [];
let drawing = false;

/** Follows the requests as they are answered; `onRequest` is called after some. */
export function startRequests(onRequest: () => void): void {
  byId("filter", HTMLFormElement).addEventListener("input", drawSoon);
  byId("filter", HTMLFormElement).addEventListener("submit", event => event.preventDefault());
  byId("clear", HTMLButtonElement).addEventListener("click", () =>
    attempt(async () => {
      await call(v.unknown(), "DELETE", "journal");
      forgetRequests();
      return "The requests are forgotten.";
    }),
  );
  const source = new EventSource("/__mock/journal/stream?after=0");
  source.addEventListener("request", ({ data }: MessageEvent<unknown>) => {
    entries.unshift(v.parse(v.pipe(v.string(), v.parseJson(), entrySchema), data));
    entries.length = Math.min(entries.length, mostRows);
    drawSoon();
    onRequest();
  });
  source.addEventListener("error", () =>
    say("The server does not answer; this page goes on when it does again.", true),
  );
  source.addEventListener("open", () => say("", false));
}

/** Empties the list, as after a reset. */
export function forgetRequests(): void {
  entries = [];
  byId("exchange", HTMLElement).hidden = true;
  drawSoon();
}

/** Many requests at once are drawn once. */
function drawSoon(): void {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    draw();
  });
}

function draw(): void {
  const form = byId("filter", HTMLFormElement);
  const [service, path, status] = [fieldOf(form, "service"), fieldOf(form, "path"), fieldOf(form, "status")];
  const shown = entries.filter(
    entry =>
      (service === "" || entry.service === service) &&
      (path === "" || path.split("*").every(part => entry.path.includes(part))) &&
      String(entry.status).startsWith(status.replace(/x+$/, "")),
  );
  rows.show(shown);
  byId("no-entries", HTMLParagraphElement).hidden = shown.length > 0;
}

function rowOf(entry: Entry): HTMLTableRowElement {
  const { id, at, method, path, status, milliseconds, fault = "" } = entry;
  const what = `${method} ${path}`;
  return element("tr", [
    element("td", at.slice(11, 23)),
    element("td", [button(what, `${what}: show request and answer`, () => show(id))]),
    element("td", status === 0 ? "cut" : String(status), { class: status >= 400 || status === 0 ? "bad" : "good" }),
    element("td", `${milliseconds} ms`),
    element("td", fault),
  ]);
}

function show(id: number): void {
  attempt(async () => {
    const { method, path, status, request, answer } = await call(exchangeSchema, "GET", `journal/${id}`);
    const title = byId("exchange-title", HTMLHeadingElement);
    title.textContent = `${method} ${path} → ${status === 0 ? "cut" : status}`;
    byId("exchange-request", HTMLPreElement).textContent = textOf(request);
    byId("exchange-answer", HTMLPreElement).textContent = textOf(answer);
    byId("exchange", HTMLElement).hidden = false;
    title.focus();
    return "";
  });
}

function textOf({
  query,
  headers,
  body,
  omitted,
}: {
  query?: object;
  headers: object;
  body?: unknown;
  omitted?: string | undefined;
}): string {
  const lines = [
    ...Object.entries(query ?? {}).map(([name, value]) => `?${name}=${String(value)}`),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`),
  ];
  const content = omitted ?? (body === undefined ? "(nothing)" : JSON.stringify(body, null, 2));
  return `${lines.join("\n")}\n\n${content}`;
}
