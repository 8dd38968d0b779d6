import type { Random } from "../../random.ts";

const digits = "0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz";
const alphanumeric = digits + lower + lower.toUpperCase();

/** The last part of a name: 20 lowercase letters and digits, as in the documented examples. */
export const newId = (random: Random) => random.text(lower + digits, 20);

/** 32 letters and digits, as in the documented examples. */
export const newClientId = (random: Random) => random.text(alphanumeric, 32);

/** 64 letters and digits, as in the documented examples. */
export const newClientSecret = (random: Random) => random.text(alphanumeric, 64);

/** Draws until the value is not taken: with a fixed random seed a restarted server draws the same ones again. */
export function unused(draw: () => string, isTaken: (value: string) => boolean): string {
  for (;;) {
    const value = draw();
    if (!isTaken(value)) return value;
  }
}
