import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import { viewTypes } from "../webviews/view-types.ts";
import type { Pages, PagesContext } from "./pages.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";

/** The tabs, as commands open them. */
export interface PagesWhenNeeded extends Disposable {
  readonly forms: Pick<Pages["forms"], "open">;
  readonly details: Pick<Pages["details"], "open" | "close">;
  readonly reports: Pick<Pages["reports"], "open">;
  readonly overview: Pick<Pages["overview"], "open">;
  readonly rotations: Pick<Pages["rotations"], "open"> & {
    readonly plans: () => Promise<Pages["rotations"]["plans"]>;
  };
}

/** The tabs, whose code is loaded when the first is opened, or when VS Code brings one back. */
export function pagesWhenNeeded(context: PagesContext, parts: () => Parts): PagesWhenNeeded {
  let loading: Promise<Pages> | undefined;
  let loaded: Pages | undefined;
  let disposed = false;

  const load = async (): Promise<Pages> => {
    const { createPages } = await import("./pages.ts");
    const pages = createPages(context, parts());
    if (disposed) pages.dispose();
    loaded = pages;
    return pages;
  };
  const pages = (): Promise<Pages> =>
    (loading ??= load().catch((error: unknown) => {
      // The next one who needs them tries again.
      loading = undefined;
      throw error;
    }));
  const use = (work: (pages: Pages) => void): void => {
    pages()
      .then(work)
      .catch((error: unknown) => report(parts(), error));
  };

  const restores = (type: keyof typeof viewTypes, panels: (pages: Pages) => Restoring): vscode.Disposable =>
    vscode.window.registerWebviewPanelSerializer(viewTypes[type], {
      deserializeWebviewPanel: async (panel, state: unknown) => panels(await pages()).restore(panel, state),
    });
  const serializers = vscode.Disposable.from(
    restores("form", ({ forms }) => forms),
    restores("details", ({ details }) => details),
    restores("report", ({ reports }) => reports),
    restores("rotation", ({ rotations }) => rotations),
    restores("overview", ({ overview }) => overview),
  );

  return {
    forms: { open: (ref, back) => use(({ forms }) => forms.open(ref, back)) },
    details: {
      open: (ref, options) => use(({ details }) => details.open(ref, options)),
      close: ref => loaded?.details.close(ref),
    },
    overview: { open: () => use(({ overview }) => overview.open()) },
    reports: { open: ref => use(({ reports }) => reports.open(ref)) },
    rotations: {
      open: ref => use(({ rotations }) => rotations.open(ref)),
      plans: async () => (await pages()).rotations.plans,
    },
    dispose() {
      disposed = true;
      serializers.dispose();
      loaded?.dispose();
    },
  };
}

type Restoring = Pick<Pages["forms"], "restore">;
