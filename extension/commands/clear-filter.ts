import type { Command } from "./parts.ts";

export const clearFilter: Command = {
  id: "keyporter.clearFilter",
  run: parts => parts.view.setFilter(""),
};
