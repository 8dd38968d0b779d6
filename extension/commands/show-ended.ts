import type { Command } from "./parts.ts";

export const showEnded: Command = {
  id: "keyporter.showEnded",
  run: parts => parts.view.hideEnded(false),
};
