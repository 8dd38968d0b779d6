import type { Response } from "express";
import type { Random } from "../random.ts";
import type { Latency } from "./effect.ts";

/** The 95th percentile of the standard normal distribution. */
const z95 = 1.6449;

/** How long this request waits. */
export function latencyOf(latency: Latency, random: Random): number {
  if (typeof latency === "number") return latency;
  if ("min" in latency) return latency.min + random.fraction() * (latency.max - latency.min);
  const { median, p95 } = latency;
  if (median === 0) return 0;
  const sigma = Math.log(p95 / median) / z95;
  return Math.min(median * Math.exp(sigma * normal(random)), 600_000);
}

/** Box and Muller's way to a normally distributed number. */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.fraction()));
  return radius * Math.cos(2 * Math.PI * random.fraction());
}

/** Waits. Resolves as soon as the caller hangs up, so that a stopping server is not held up. */
export function wait(milliseconds: number, response: Response): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    response.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
