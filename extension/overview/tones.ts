import type { Urgency } from "../expiry/urgency.ts";
import type { Tone } from "./division.ts";

export const urgencyTone: Readonly<Record<Urgency, Tone>> = {
  on: "near",
  expired: "expired",
  near: "near",
  soon: "soon",
  later: "fine",
  never: "fine",
  ended: "quiet",
};
