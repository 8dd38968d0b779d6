import type { Command } from "./parts.ts";

/** All credentials of all connections in pictures. */
export const showOverview: Command = {
  id: "keyporter.showOverview",
  run: parts => parts.overview.open(),
};
