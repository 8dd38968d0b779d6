import * as vscode from "vscode";
import type { Disposable } from "../core/disposable.ts";
import type { Parts } from "./parts.ts";
import { report } from "./report.ts";

/** Opens links that begin with `vscode://keyporter.keyporter/`. VS Code asks the person before it hands one over. */
export const handleLinks = (parts: Parts): Disposable =>
  vscode.window.registerUriHandler({
    handleUri: ({ path }) =>
      import("./open-link.ts")
        .then(({ openLink }) => openLink(parts, path))
        .catch((error: unknown) => report(parts, error)),
  });
