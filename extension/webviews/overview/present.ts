import * as l10n from "@vscode/l10n";
import { clean } from "../../core/clean-text.ts";
import { number } from "../../core/local.ts";
import { type Counted, countedOf } from "../../overview/counted.ts";
import { type Cell, countsOf, type Division, membersOf, type Tone, tones } from "../../overview/division.ts";
import { divisions } from "../../overview/divisions.ts";
import type { Looked } from "./backend.ts";
import type { Place, SentCell, SentChart, SentConnection, SentRow, Show } from "./messages.ts";
import type { OverviewRef } from "./ref.ts";
import { cellWords, chartWords, noteWords, type Reader, summaryWords, toneWords } from "./words.ts";

export interface Wanted {
  readonly ref: OverviewRef;
  readonly now: Date;
  readonly reader: Reader;
  /** Of which bar the credentials are listed, and how many. */
  readonly opened?: { readonly place: Place; readonly rows: number } | undefined;
}

/** Everything that the page shows, of everything that is known. */
export function presented(looked: readonly Looked[], { ref, now, reader, opened }: Wanted): Show {
  const all = countedOf(looked, reader.warnDays);
  const drawn = divisions({ unit: ref.unit, now, language: reader.language }, reader.warnDays, all);
  const division = drawn.find(({ id }) => id === opened?.place.chart);
  return {
    type: "show",
    ref,
    unit: ref.unit,
    summary: summaryWords(
      all.length,
      looked.length,
      looked.some(({ reading }) => reading.type === "loading"),
    ),
    connections: looked.map(sentConnection),
    charts: all.length === 0 ? [] : drawn.map(each => sentChart(each, all, looked, reader)),
    ...(opened === undefined || division === undefined
      ? {}
      : { opened: sentOpened(division, all, looked, opened, reader) }),
  };
}

function sentChart(division: Division, all: readonly Counted[], looked: readonly Looked[], reader: Reader): SentChart {
  const { lanes, left } = countsOf(
    division,
    all,
    looked.map(({ connection }) => connection.id),
  );
  const { title, intro, head, left: leftWords } = chartWords(division.id);
  const names = new Map(looked.map(({ connection }) => [connection.id, clean(connection.name)]));
  const hasLegend = division.id === "ends";
  const partWords = ({ parts }: Cell): readonly string[] =>
    hasLegend
      ? parts.map(({ tone, count }) => l10n.t("{0}: {1}", toneWords(tone, reader.warnDays), number(count)))
      : [];
  // Most cells are empty, and words take longer than counting.
  const cell = (where: readonly string[], each: Cell): SentCell => ({
    count: each.count,
    words: each.count === 0 ? "" : cellWords(where, each.count, partWords(each)),
    parts: [...each.parts],
  });
  const sums = division.columns.map((_, index) => sumOf(lanes.flatMap(({ cells }) => cells[index] ?? [])));
  const isDrawn = (index: number): boolean => division.isScale || (sums[index]?.count ?? 0) > 0;
  const drawn = <Item>(items: readonly Item[]): Item[] => items.filter((_, index) => isDrawn(index));
  const columns = drawn(division.columns);
  const totals = drawn(sums);
  const used = new Set(totals.flatMap(({ parts }) => parts.map(({ tone }) => tone)));
  return {
    id: division.id,
    title,
    intro,
    head,
    note: left === 0 ? "" : leftWords(number(left)),
    columns,
    lanes: lanes.map(({ connectionId, cells }) => ({
      connection: connectionId,
      cells: drawn(cells).map((each, index) =>
        cell([names.get(connectionId) ?? "", columns[index]?.label ?? ""], each),
      ),
    })),
    totals: totals.map((each, index) => cell([l10n.t("All connections"), columns[index]?.label ?? ""], each)),
    legend: hasLegend
      ? tones.filter(tone => used.has(tone)).map(tone => ({ tone, label: toneWords(tone, reader.warnDays) }))
      : [],
  };
}

function sumOf(cells: readonly Cell[]): Cell {
  const byTone = (tone: Tone): number =>
    cells.reduce((sum, { parts }) => sum + (parts.find(part => part.tone === tone)?.count ?? 0), 0);
  const parts = tones.map(tone => ({ tone, count: byTone(tone) })).filter(({ count }) => count > 0);
  return { count: parts.reduce((sum, { count }) => sum + count, 0), parts };
}

function sentOpened(
  division: Division,
  all: readonly Counted[],
  looked: readonly Looked[],
  { place, rows }: NonNullable<Wanted["opened"]>,
  reader: Reader,
): NonNullable<Show["opened"]> {
  const one = looked.find(({ connection }) => connection.id === place.connection);
  const members = membersOf(
    division,
    all,
    place.column,
    place.connection === undefined ? undefined : one?.connection.id,
  );
  const column = division.columns.find(({ id }) => id === place.column)?.label ?? "";
  const where = one === undefined ? l10n.t("All connections") : clean(one.connection.name);
  // The connection that was looked at may be gone meanwhile: nothing is what it had.
  const shown = place.connection !== undefined && one === undefined ? [] : members;
  const environments = new Map(looked.map(each => [each.connection.id, each.where.environmentLabel]));
  return {
    place,
    title: cellWords([where, column], shown.length, []),
    total: shown.length,
    rows: shown.slice(0, rows).map((counted): SentRow => {
      const { connection, credential } = counted;
      return {
        connection: connection.id,
        id: credential.id,
        label: clean(credential.label),
        about: `${credential.kind} · ${clean(connection.name)} (${environments.get(connection.id) ?? ""})`,
        note: noteWords(division.id, counted, reader),
      };
    }),
  };
}

function sentConnection({ connection, credentials, where, reading }: Looked): SentConnection {
  const known = number(credentials.length);
  const retry = { id: "retry", label: l10n.t("Try Again") } as const;
  const signIn = { id: "signIn", label: l10n.t("Sign In Again") } as const;
  const common = { id: connection.id, where };
  switch (reading.type) {
    case "waiting":
      return { ...common, state: "waiting", message: l10n.t("Not read yet."), buttons: [] };
    case "loading":
      return { ...common, state: "loading", message: l10n.t("Loading... {0} so far", known), buttons: [] };
    case "failed":
      return {
        ...common,
        state: "failed",
        message:
          credentials.length === 0
            ? reading.message
            : l10n.t("{0} What is counted may be out of date: {1}.", reading.message, known),
        buttons: [reading.signedOut ? signIn : retry],
      };
    case "complete":
      return reading.more
        ? {
            ...common,
            state: "part",
            message: l10n.t("The first {0}. There are more, which are not counted.", known),
            buttons: [{ id: "loadAll", label: l10n.t("Load All") }],
          }
        : { ...common, state: "complete", message: l10n.t("Credentials: {0}", known), buttons: [] };
  }
}
