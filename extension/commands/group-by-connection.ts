import type { Command } from "./parts.ts";

export const groupByConnection: Command = {
  id: "keyporter.groupByConnection",
  run: parts => parts.view.groupByUrgency(false),
};
