import type { Page } from "@playwright/test";
import { ServiceError } from "../../../extension/core/errors.ts";
import type { Finding, ReportPart } from "../../../extension/services/service.ts";
import type { WebviewUnderTest } from "./page.ts";
import { end, found, going, openReport, pages, progress, SERVER, type ReportHostOptions } from "./report-host.ts";
import { wheres } from "./samples.ts";

const spaces: readonly Finding[] = [
  { id: "spaces/1", group: "Spaces", label: "Human Resources", url: `${SERVER}/wiki/spaces/HR` },
  { id: "spaces/2", group: "Spaces", label: "Board (without an address)" },
];

const long = "Extraordinarily-long-name-without-a-single-space-".repeat(5);
const awkward: readonly Finding[] = [
  { id: "1", group: "Pages", label: "رواتب الموظفين لعام ٢٠٢٦", where: "الموارد البشرية", url: `${SERVER}/1` },
  { id: "2", group: "Pages", label: "👩🏽‍💼 Salaries 💰🧾 2026", where: "🏢 HR", url: `${SERVER}/2` },
  { id: "3", group: "Pages", label: long, where: long, url: `${SERVER}/3` },
  { id: "4", group: "Pages", label: "many words in a name ".repeat(12), where: "Board" },
  { id: "5", group: "Pages", label: "<img src=x onerror=alert(1)>\u202e", where: "<b>HR</b>", url: `${SERVER}/5` },
  { id: "6", group: `Group ${long}`, label: "", url: `${SERVER}/6` },
];

export const away = new ServiceError({
  kind: "unavailable",
  message: "acme.example can't be reached.",
  hint: "Check the network and try again.",
});

const some: readonly ReportPart[] = [
  found(...spaces, ...pages(12)),
  progress("Compared 120 spaces and pages, 14 of them only with the key"),
];

/** Ends with a failure, after what was found. */
export async function* failing(parts: readonly ReportPart[]): AsyncGenerator<ReportPart, void> {
  yield* parts;
  await Promise.reject(away);
}

type State = (page: Page) => Promise<WebviewUnderTest>;

const finding =
  (parts: readonly ReportPart[], options: ReportHostOptions = {}): State =>
  async page => {
    const report = await openReport(page, { read: signal => going(signal, parts), ...options });
    await page
      .locator(parts.some(({ type }) => type === "found") ? ".finding >> nth=0" : ".status:visible, .state:visible")
      .first()
      .waitFor();
    return report;
  };

/** Every state of the report page, for looks.spec.ts. */
export const reportStates: Readonly<Record<string, State>> = {
  "report, beginning": finding([]),
  "report, reading, on production": finding(some, { where: wheres.production }),
  "report, complete": finding([
    ...some,
    end(true, "Compared 120 spaces and pages: 14 of them are there only with the key."),
  ]),
  "report, nothing found": finding([
    end(true, "Compared 120 spaces and pages: the key reveals nothing that you don't see without it."),
  ]),
  "report, ended in the middle": finding([
    ...some,
    end(
      false,
      "The admin key ended in the middle, so this list is incomplete: 14 found so far. Renew it and run this again.",
    ),
  ]),
  "report, failed after some": finding(some, { read: () => failing(some) }),
  "report, failed at once": finding([], { read: () => failing([]) }),
  "report, after a reload": finding([], { restored: true, where: wheres.test }),
  "report, connection gone": finding([], { restored: true, where: undefined }),
  "report, awkward names": finding([
    found(...awkward),
    end(true, "Compared 6 spaces and pages: 6 of them are there only with the key."),
  ]),
  "report, filtered": async page => {
    const report = await finding([...some, end(true, "Compared 120.")])(page);
    await page.getByRole("searchbox").fill("page 1");
    return report;
  },
  "report, nothing matches": async page => {
    const report = await finding([...some, end(true, "Compared 120.")])(page);
    await page.getByRole("searchbox").fill("no such page");
    return report;
  },
  "report, copying failed": async page => {
    const report = await finding(some, { copyText: () => Promise.reject(new Error("No clipboard here.")) })(page);
    await page.getByRole("button", { name: "Copy as Markdown List" }).click();
    await page.getByRole("alert").filter({ hasText: "No clipboard" }).waitFor();
    return report;
  },
};
