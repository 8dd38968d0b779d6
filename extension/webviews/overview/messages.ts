import * as v from "valibot";
import { where } from "../messages.ts";

const chartId = v.picklist(["ends", "states", "ages", "owners"]);
const unit = v.picklist(["week", "month", "year"]);

/** Which bar, or cell of the table; of all connections where none is named. */
const place = v.object({ chart: chartId, column: v.string(), connection: v.exactOptional(v.string()) });
export type Place = v.InferOutput<typeof place>;

/** What the overview says. */
export const fromOverview = v.variant("type", [
  /** At each load of the page: the first, after the tab was hidden, after the window was reloaded. */
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("unit"), unit }),
  /** Which credentials are counted there. */
  v.object({ type: v.literal("open"), place }),
  v.object({ type: v.literal("more") }),
  v.object({ type: v.literal("close") }),
  v.object({ type: v.literal("details"), connection: v.string(), id: v.string() }),
  /** One of the `buttons` of a connection. */
  v.object({
    type: v.literal("connection"),
    connection: v.string(),
    button: v.picklist(["retry", "signIn", "loadAll"]),
  }),
  v.object({ type: v.literal("addConnection") }),
  v.object({ type: v.literal("refresh") }),
]);
export type FromOverview = v.InferOutput<typeof fromOverview>;

const tone = v.picklist(["expired", "near", "soon", "fine", "quiet"]);

const sentCell = v.object({
  count: v.number(),
  /** "3 in November 2026, Acme: 1 expired, 2 within 7 days" */
  words: v.string(),
  parts: v.array(v.object({ tone, count: v.number() })),
});
export type SentCell = v.InferOutput<typeof sentCell>;

const sentChart = v.object({
  id: chartId,
  title: v.string(),
  intro: v.string(),
  /** What is not in it, and why. */
  note: v.string(),
  /** What the column heads are: "Expiration" */
  head: v.string(),
  columns: v.array(
    v.object({ id: v.string(), label: v.string(), short: v.string(), isNow: v.exactOptional(v.literal(true)) }),
  ),
  lanes: v.array(v.object({ connection: v.string(), cells: v.array(sentCell) })),
  /** Of all connections together; one for each column. */
  totals: v.array(sentCell),
  legend: v.array(v.object({ tone, label: v.string() })),
});
export type SentChart = v.InferOutput<typeof sentChart>;

const sentRow = v.object({
  connection: v.string(),
  id: v.string(),
  label: v.string(),
  /** "API client · Acme (Production)" */
  about: v.string(),
  /** What put it there: "Expires in 5 days (Nov 27, 2026)" */
  note: v.string(),
});
export type SentRow = v.InferOutput<typeof sentRow>;

const sentConnection = v.object({
  id: v.string(),
  where,
  /** How much is known of it. */
  state: v.picklist(["loading", "complete", "part", "failed", "waiting"]),
  message: v.string(),
  buttons: v.array(v.object({ id: v.picklist(["retry", "signIn", "loadAll"]), label: v.string() })),
});
export type SentConnection = v.InferOutput<typeof sentConnection>;

/** What the host says. */
export const toOverview = v.variant("type", [
  v.object({
    type: v.literal("show"),
    /** Opaque to the page, which keeps it so that a reloaded window shows the same. */
    ref: v.unknown(),
    unit,
    summary: v.string(),
    connections: v.array(sentConnection),
    charts: v.array(sentChart),
    opened: v.exactOptional(v.object({ place, title: v.string(), rows: v.array(sentRow), total: v.number() })),
  }),
  /** A tab that came back without knowing what it was about. */
  v.object({ type: v.literal("lost"), message: v.string() }),
]);
export type ToOverview = v.InferOutput<typeof toOverview>;
export type Show = Extract<ToOverview, { type: "show" }>;
