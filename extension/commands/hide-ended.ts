import type { Command } from "./parts.ts";

export const hideEnded: Command = {
  id: "keyporter.hideEnded",
  run: parts => parts.view.hideEnded(true),
};
