import type { Page, TestInfo } from "@playwright/test";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

export type Snap = (step: string) => Promise<void>;

/** Keeps a numbered picture of each step under test/ui/screenshots/<test>/, where git does not look. */
export function screenshotsOf(page: () => Page, info: TestInfo): Snap {
  const folder = join(import.meta.dirname, "../screenshots", named(info.titlePath.slice(1).join(" ")));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  return async step => {
    count += 1;
    const path = join(folder, `${String(count).padStart(2, "0")}-${named(step)}.png`);
    await page().screenshot({ path, animations: "disabled" });
  };
}

const named = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80);
