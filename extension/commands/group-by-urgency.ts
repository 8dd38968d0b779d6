import type { Command } from "./parts.ts";

export const groupByUrgency: Command = {
  id: "keyporter.groupByUrgency",
  run: parts => parts.view.groupByUrgency(true),
};
