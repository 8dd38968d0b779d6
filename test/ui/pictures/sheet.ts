import type { Browser } from "@playwright/test";

/** A part of a window, and what is done there. */
export interface Panel {
  readonly words: string;
  readonly picture: Buffer;
}

const style = `
  body { margin: 0; padding: 12px; background: #181818; color: #ccc; font: 15px/1.4 "DejaVu Sans", sans-serif; display: inline-block }
  main { display: grid; grid-template-columns: auto auto; gap: 14px 16px }
  figure { margin: 0 }
  img { display: block; border: 1px solid #454545; border-radius: 4px }
  figcaption { margin-bottom: 5px }
  b { color: #fff; background: #0078d4; border-radius: 50%; display: inline-block; width: 1.5em; line-height: 1.5em; text-align: center; margin-right: .5em }
`;

const figure = ({ words, picture }: Panel, index: number): string =>
  `<figure><figcaption><b>${index + 1}</b>${words}</figcaption><img src="data:image/png;base64,${picture.toString("base64")}"></figure>`;

/** Draws panels onto one sheet, numbered, two in a row. */
export async function sheetOf(browser: Browser, panels: readonly Panel[], path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.setContent(`<style>${style}</style><main>${panels.map(figure).join("")}</main>`);
  await page.locator("body").screenshot({ path });
  await page.close();
}
