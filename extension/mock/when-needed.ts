import * as l10n from "@vscode/l10n";
import { ServiceError } from "../core/errors.ts";
import type { BundledMock, BundledMockOptions } from "./bundled.ts";
import type { MockStatus } from "./status.ts";

export interface MockWhenNeeded extends BundledMock {
  readonly status: MockStatus;
  /** @returns takes the listener away again */
  onDidChange(listener: (status: MockStatus) => void): () => void;
}

/** The bundled mock server, whose code (and Node's for child processes) is loaded only when somebody asks for its address. */
export function mockWhenNeeded(options: BundledMockOptions): MockWhenNeeded {
  const listeners = new Set<(status: MockStatus) => void>();
  let status: MockStatus = { type: "stopped" };
  let mock: BundledMock | undefined;
  let disposed = false;
  const changed = (now: MockStatus): void => {
    status = now;
    for (const listener of listeners) listener(now);
  };
  return {
    get status() {
      return status;
    },
    onDidChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async url() {
      const { bundledMock } = await import("./bundled.ts");
      if (disposed) throw new ServiceError({ kind: "cancelled", message: l10n.t("Cancelled.") });
      mock ??= bundledMock({ ...options, changed });
      return mock.url();
    },
    async stop() {
      await mock?.stop();
    },
    dispose() {
      disposed = true;
      listeners.clear();
      mock?.dispose();
    },
  };
}
