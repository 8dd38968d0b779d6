import type { Parts } from "../commands/parts.ts";

/** What tools work with. Nothing in it changes a server, and of the vault only what recognises a secret is asked. */
export interface ToolParts {
  readonly settings: Pick<Parts["settings"], "all">;
  readonly signIns: Pick<Parts["signIns"], "load">;
  readonly sessions: Pick<Parts["sessions"], "of">;
  readonly view: Pick<Parts["view"], "onDidChange"> & {
    readonly credentials: Pick<Parts["view"]["credentials"], "listing">;
  };
  readonly vault: Pick<Parts["vault"], "recogniser" | "unconfirmed">;
  readonly mock: Pick<Parts["mock"], "status">;
  readonly rotations: Parts["rotations"];
}
