import { axisBottom, axisLeft } from "d3-axis";
import { scaleBand, scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { number } from "../../../core/local.ts";
import type { SentCell, SentChart } from "../../overview/messages.ts";

/*
 * One row of bars. It is drawn as SVG and not on a canvas, so that its colours are the theme's own at every moment, also in high
 * contrast and with forced colours, and that it is sharp at any zoom.
 */

export interface Lane {
  readonly columns: SentChart["columns"];
  readonly cells: readonly SentCell[];
  readonly width: number;
  /** The last lane has the words below its bars. */
  readonly isLast: boolean;
  readonly open: (column: string) => void;
}

const HEIGHT = 64;
const LEFT = 44;
const RIGHT = 8;
const TOP = 8;
/** Room for so many lines of words below. */
const bottomOf = (lines: number): number => 10 + 13 * lines;
/** As wide as a letter of the axis at most. */
const LETTER = 7;
/** A few bars are no broader than this. */
const BROADEST = 110;
/** Even one among thousands is to be seen. */
const LEAST_BAR = 3;

/** How wide the bars have to be drawn at least; a narrower page scrolls. */
export const leastWidth = (columns: SentChart["columns"], isTimeLine: boolean): number =>
  LEFT + RIGHT + columns.length * (isTimeLine ? 22 : Math.max(24, longestWord(columns) * LETTER + 8));

const longestWord = (columns: SentChart["columns"]): number =>
  Math.max(0, ...columns.flatMap(({ short }) => short.split("\n").map(line => line.length)));

export function drawLane(svg: SVGSVGElement, { columns, cells, width, isLast, open }: Lane): void {
  const bottom = TOP + HEIGHT;
  const x = scaleBand(
    columns.map(({ id }) => id),
    [LEFT, Math.min(width - RIGHT, LEFT + columns.length * BROADEST)],
  ).padding(0.25);
  const most = Math.max(1, ...cells.map(({ count }) => count));
  const y = scaleLinear([0, most], [bottom, TOP]);
  const root = select(svg)
    .attr("width", width)
    .attr(
      "height",
      bottom + (isLast ? bottomOf(Math.max(...columns.map(({ short }) => short.split("\n").length))) : 4),
    );
  root.selectAll("*").remove();

  root
    .append("g")
    .attr("class", "axis")
    .attr("transform", `translate(${LEFT},0)`)
    .call(
      axisLeft(y)
        .tickValues(most === 1 ? [0, 1] : [0, most])
        .tickFormat(value => number(value.valueOf()))
        .tickSizeOuter(0),
    );

  cells.forEach((cell, index) => {
    const column = columns[index];
    const left = column === undefined ? undefined : x(column.id);
    if (column === undefined || left === undefined || cell.count === 0) return;
    const bar = root
      .append("g")
      .attr("class", "bar")
      .attr("data-column", column.id)
      .on("click", () => open(column.id));
    bar.append("title").text(cell.words);
    // The whole height can be clicked, not the few pixels of a low bar.
    bar
      .append("rect")
      .attr("class", "room")
      .attr("x", left - (x.step() - x.bandwidth()) / 2)
      .attr("y", TOP)
      .attr("width", x.step())
      .attr("height", HEIGHT);
    let from = bottom;
    for (const { tone, count } of cell.parts) {
      const height = Math.min(Math.max(bottom - y(count), LEAST_BAR), from - TOP);
      from -= height;
      bar
        .append("rect")
        .attr("class", `part ${tone}`)
        .attr("fill", `url(#tone-${tone})`)
        .attr("x", left)
        .attr("y", from)
        .attr("width", x.bandwidth())
        .attr("height", height);
    }
  });

  const words = axisBottom(x)
    .tickSizeOuter(0)
    .tickSizeInner(isLast ? 4 : 0);
  const every = Math.ceil((longestWord(columns) * LETTER) / x.step());
  const shown = isLast ? columns.filter((_, index) => index % every === 0).map(({ id }) => id) : [];
  const axis = root
    .append("g")
    .attr("class", "axis")
    .attr("transform", `translate(0,${bottom})`)
    .call(words.tickValues(shown).tickFormat(() => ""));
  const byId = new Map(columns.map(column => [column.id, column]));
  axis.selectAll<SVGTextElement, string>(".tick text").each(function (id) {
    const column = byId.get(id);
    this.classList.toggle("now", column?.isNow === true);
    column?.short.split("\n").forEach((line, index) => {
      select(this)
        .append("tspan")
        .attr("x", 0)
        .attr("dy", index === 0 ? "0.71em" : "1.2em")
        .text(line);
    });
  });
}
