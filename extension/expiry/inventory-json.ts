import { jsonText } from "../core/json-text.ts";
import type { Inventory } from "./inventory.ts";

/** An inventory for programs. The version is for whoever reads it. */
export const inventoryJson = ({ at, rows, unread }: Inventory): string =>
  jsonText({ format: "keyporter-inventory", version: 1, at: at.toISOString(), credentials: rows, unread });
