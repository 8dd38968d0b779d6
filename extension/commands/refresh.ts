import type { Command } from "./parts.ts";

/** All connections, from the view's title. */
export const refresh: Command = {
  id: "keyporter.refresh",
  run: parts => parts.view.credentials.refresh(),
};
