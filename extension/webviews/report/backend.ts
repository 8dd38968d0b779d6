import type { ConnectionId } from "../../core/model.ts";
import type { ReportPart } from "../../services/service.ts";
import type { Where } from "../messages.ts";
import type { ReportRef } from "./ref.ts";

/** What the report tabs need of the rest of the extension. */
export interface ReportBackend {
  /** Undefined where the connection is gone. */
  where(ref: ReportRef): Where | undefined;
  /** "Show What Only the Key Reveals" */
  heading(ref: ReportRef): string;
  /** Where the connection's server listens now: what is found is opened only there. */
  address(ref: ReportRef): Promise<string>;
  read(ref: ReportRef, signal: AbortSignal): AsyncIterable<ReportPart>;
  copyText(text: string): Promise<void>;
  /** In the person's browser. */
  openPage(page: URL): Promise<void>;
  /** The connection has another name, environment or address, or it is gone. */
  readonly onDidChange: (listener: (connection: ConnectionId) => void) => { dispose(): void };
  /** It is another server or somebody else who signs in: what is being read comes from the former. */
  readonly onDidReset: (listener: (connection: ConnectionId) => void) => { dispose(): void };
}
