import type { Command } from "./parts.ts";

export const showLog: Command = {
  id: "keyporter.showLog",
  run: parts => parts.log.show(),
};
