import * as l10n from "@vscode/l10n";
import { ServiceError } from "../core/errors.ts";
import type { BundledMock, BundledMockOptions } from "./bundled.ts";

/** The bundled mock server, whose code (and Node's for child processes) is loaded only when somebody asks for its address. */
export function mockWhenNeeded(options: BundledMockOptions): BundledMock {
  let mock: BundledMock | undefined;
  let disposed = false;
  return {
    async url() {
      const { bundledMock } = await import("./bundled.ts");
      if (disposed) throw new ServiceError({ kind: "cancelled", message: l10n.t("Cancelled.") });
      mock ??= bundledMock(options);
      return mock.url();
    },
    dispose() {
      disposed = true;
      mock?.dispose();
    },
  };
}
