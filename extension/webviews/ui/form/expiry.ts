import * as l10n from "@vscode/l10n";
import { DAY_MS } from "../../../core/day.ts";
import { momentOf, momentText, type ExpiryField } from "../../../core/form.ts";
import { momentWords } from "../../form/moment-words.ts";
import { h, icon, newId, setAttribute } from "../dom.ts";
import { onLeave, type Control, type ControlEvents } from "./control.ts";

/** Choices that are no number of days. */
const [NEVER, ON_A_DATE] = ["never", "date"];
/** The value while a date is asked for and not there yet: no moment, so that it can't be sent as "does not expire". */
const UNFINISHED = "unfinished";
/** So long nothing must be typed before the moment is read out: each digit of a date changes it. */
const QUIET_MS = 700;

/** Never, after so many days, or on a date with a time of day in the person's own zone. */
export function expiryControl(field: ExpiryField, initial: string, events: ControlEvents): Control {
  const id = newId("expiry");
  const select = h(
    "select",
    { id, "aria-required": field.required === true && "true" },
    h("option", { value: NEVER }, field.required === true ? l10n.t("Choose...") : l10n.t("Does not expire")),
    ...field.presets.map(({ label, days }) => h("option", { value: String(days) }, label)),
    h("option", { value: ON_A_DATE }, l10n.t("On a date...")),
  );
  // Without `max` Chromium takes years of six digits, which are no date to anybody else.
  const date = h("input", {
    "type": "datetime-local",
    "aria-label": l10n.t("{0}: date and time, in your time zone", field.label),
    "max": "9999-12-31T23:59:59.999",
  });
  const summary = h("div", { id: newId("moment"), class: "moment" });

  let value = initial;
  let announcing: ReturnType<typeof setTimeout> | undefined;

  const draw = (): void => {
    date.hidden = select.value !== ON_A_DATE;
    summary.replaceChildren(...momentLines(momentOf(value)));
  };

  const take = (next: string): void => {
    value = next;
    draw();
    events.changed();
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      const words = [...summary.children].map(({ textContent }) => textContent).join(" ");
      if (words !== "") events.announce(words);
    }, QUIET_MS);
  };

  /** The date's input says the same moment, with seconds only where it has some. */
  const fillDate = (moment: Date | undefined): void => {
    date.step = moment === undefined || moment.getTime() % 60_000 === 0 ? "60" : "any";
    date.value = moment === undefined ? "" : localText(moment);
  };

  select.addEventListener("change", () => {
    if (select.value === NEVER) take("");
    else if (select.value === ON_A_DATE) {
      // What was chosen before is where to start from.
      const start = momentOf(value);
      fillDate(start);
      take(start === undefined ? UNFINISHED : value);
    } else take(momentText(wholeSeconds(Date.now() + Number(select.value) * DAY_MS)));
  });
  date.addEventListener("input", () => {
    const moment = new Date(date.value);
    take(Number.isNaN(moment.getTime()) ? UNFINISHED : momentText(moment));
  });

  select.value = initial === "" ? NEVER : ON_A_DATE;
  fillDate(momentOf(initial));
  draw();

  const element = h("div", { class: "expiry" }, h("div", { class: "select" }, select), date, summary);
  onLeave(element, events.left);
  const wrongPart = (): HTMLElement => (select.value === ON_A_DATE ? date : select);
  return {
    element,
    labelled: id,
    value: () => value,
    focus: () => (momentOf(value) === undefined ? wrongPart() : select).focus(),
    describe: (ids, invalid) => {
      for (const part of [select, date]) {
        setAttribute(part, "aria-describedby", [ids, summary.id].filter(Boolean).join(" "));
        setAttribute(part, "aria-invalid", invalid && part === wrongPart() && "true");
      }
    },
  };
}

const wholeSeconds = (ms: number): Date => new Date(Math.floor(ms / 1000) * 1000);

/** What an input of the type `datetime-local` takes: `2027-01-31T14:30`, in the person's time zone. */
function localText(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString();
  return shifted.replace(/(?::00)?\.000Z$/u, "").replace(/Z$/u, "");
}

function momentLines(moment: Date | undefined): readonly HTMLElement[] {
  if (moment === undefined) return [];
  const now = new Date();
  const { distance, local, utc } = momentWords(moment, now, document.documentElement.lang);
  const lines = [
    h("p", {}, h("strong", {}, distance), ` · ${local}`),
    ...(local === utc ? [] : [h("p", { class: "help" }, utc)]),
  ];
  if (moment > now) return lines;
  const warning = h(
    "p",
    { class: "field-warning" },
    icon("warning"),
    h("span", {}, l10n.t("This is already over: the key could not sign in.")),
  );
  return [...lines, warning];
}
