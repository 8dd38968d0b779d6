import { join } from "node:path";
import { deliverASecret, type Moment } from "../first-minutes/newcomer.ts";
import { test } from "../harness/fixtures.ts";
import { type Panel, sheetOf } from "./sheet.ts";

const SIZE = { width: 600, height: 270 };

/** What of the window shows a moment best, and what a person has just done or does there. */
const panels: Readonly<Partial<Record<Moment, { readonly words: string; readonly x: number; readonly y: number }>>> = {
  "what Keyporter says first": { words: "Click the key in the activity bar, then “Try It Offline”", x: 0, y: 118 },
  "three services, without a network": { words: "Click “+” beside “Confidence Demo”", x: 0, y: 0 },
  "the form": { words: "Type a name, click “Create” below", x: 287, y: 30 },
  "created": { words: "Click “Save to .env...”", x: 300, y: 550 },
  "what the variables are called": { words: "Press Enter for each name, and for the file", x: 150, y: 0 },
  "the change, values hidden": { words: "Look at the change, click “Save”: it is delivered", x: 300, y: 550 },
};

test.use({ windowSize: { width: 900, height: 820 }, settings: { "files.autoSave": "off" } });

test("from the first click to a secret in .env", async ({ credentials, workbench, browser }) => {
  test.setTimeout(180_000);
  const taken: Panel[] = [];
  await deliverASecret(credentials, workbench, async moment => {
    const panel = panels[moment];
    if (panel === undefined) return;
    const { words, x, y } = panel;
    const clip = { x, y, ...SIZE };
    taken.push({ words, picture: await workbench.page.screenshot({ clip, animations: "disabled", caret: "hide" }) });
  });
  await sheetOf(browser, taken, join(import.meta.dirname, "../../../media/readme/first-minutes.png"));
});
