import type { Command } from "./parts.ts";

export const showActivity: Command = {
  id: "keyporter.showActivity",
  run: parts => parts.activity.show(),
};
