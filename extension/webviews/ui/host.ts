import * as l10n from "@vscode/l10n";
import * as v from "valibot";
import { writeAs } from "../../core/local.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const bundle = v.record(
  v.string(),
  v.union([v.string(), v.object({ message: v.string(), comment: v.array(v.string()) })]),
);

/** The extension host, as a page sees it. */
export interface Host<Said, Kept> {
  say(message: Said): void;
  /** What the page kept when it was last there; only the host knows how to read it. */
  kept(): unknown;
  keep(state: Kept): void;
}

/**
 * Takes the connection to the extension host, which can be had once, and hands on what it says. Also
 * loads the translations, so this comes before anything is drawn.
 */
export function connect<Said, Kept, Heard>(
  heard: v.GenericSchema<unknown, Heard>,
  listen: (message: Heard) => void,
): Host<Said, Kept> {
  writeAs(document.documentElement.lang);
  l10n.config({ contents: v.parse(v.pipe(v.string(), v.parseJson(), bundle), document.body.dataset["l10n"] ?? "{}") });
  const api = acquireVsCodeApi();
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const parsed = v.safeParse(heard, data);
    if (parsed.success) listen(parsed.output);
  });
  return {
    say: message => api.postMessage(message),
    kept: () => api.getState() ?? null,
    keep: state => api.setState(state),
  };
}

/** The element that everything is drawn into. */
export function pageElement(): HTMLElement {
  const page = document.getElementById("page");
  if (page === null) throw new Error("The page has no element with the id “page”.");
  return page;
}
