import type { Page } from "@playwright/test";
import type { Looked } from "../../../extension/webviews/overview/backend.ts";
import { credential, inDays, keys, looked, openOverview, some } from "./overview-host.ts";
import type { WebviewUnderTest } from "./page.ts";
import { wheres } from "./samples.ts";

const long = "Extraordinarily-long-name-without-a-single-space-".repeat(4);

const awkward = (): readonly Looked[] => [
  looked({ ...wheres.production, connection: `${long} رواتب` }, [
    credential("<img src=x onerror=alert(1)>\u202e", { expiresAt: inDays(3), owner: "" }),
    credential(long, { expiresAt: inDays(3), owner: long }),
    credential("", { expiresAt: inDays(3), owner: "u-lee" }),
  ]),
];

const readings = (): readonly Looked[] => [
  looked({ ...wheres.production, connection: "Loads" }, keys(40, "a"), { reading: { type: "loading" } }),
  looked({ ...wheres.test, connection: "Has more" }, keys(20, "b"), { reading: { type: "complete", more: true } }),
  looked({ ...wheres.test, connection: "Failed" }, [], {
    reading: {
      type: "failed",
      message: "iam.eu.confidence.dev can't be reached. Check the network.",
      signedOut: false,
    },
  }),
  looked({ ...wheres.test, connection: "Signed out" }, keys(3, "c"), {
    reading: { type: "failed", message: "The server does not know this sign-in.", signedOut: true },
  }),
  looked({ ...wheres.mock, connection: "Waits" }, [], { reading: { type: "waiting" } }),
];

export const thousands = (): readonly Looked[] => [
  looked(wheres.production, keys(8000, "pipeline")),
  looked(wheres.test, keys(1999, "nightly")),
  looked(wheres.mock, [
    credential("Admin key", { kind: "admin key", state: "on", expiresAt: inDays(0.01), owner: "u-ada" }),
  ]),
];

type State = (page: Page) => Promise<WebviewUnderTest>;

const showing =
  (known: () => readonly Looked[]): State =>
  async page => {
    const overview = await openOverview(page, known());
    await page.locator(".summary").filter({ hasText: /\d/ }).waitFor();
    return overview;
  };

const withTables =
  (known: () => readonly Looked[]): State =>
  async page => {
    const overview = await showing(known)(page);
    for (const summary of await page.locator("summary").all()) await summary.click();
    return overview;
  };

/** Every state of the overview, for looks.spec.ts. */
export const overviewStates: Readonly<Record<string, State>> = {
  "overview, no connection": showing(() => []),
  "overview, no key": showing(() => [looked(wheres.test, [])]),
  "overview, one key": showing(() => [
    looked(wheres.test, [credential("deploy", { expiresAt: inDays(40), createdAt: inDays(-3) })]),
  ]),
  "overview, some": showing(some),
  "overview, as tables": withTables(some),
  "overview, ten thousand": showing(thousands),
  "overview, what is not known": showing(readings),
  "overview, a bar opened": async page => {
    const overview = await showing(some)(page);
    await page.locator(".bar").nth(3).click();
    await page.locator(".opened").waitFor();
    return overview;
  },
  "overview, awkward names": async page => {
    const overview = await withTables(awkward)(page);
    await page.locator("td .button").first().click();
    await page.locator(".opened").waitFor();
    return overview;
  },
};
