import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { whileClaimed } from "../vault/claim.ts";
import { deleteDurably, errorCode, moveInto, writeDurably } from "../vault/durable-file.ts";
import { type Plan, type PlanRef, parsePlan, planText } from "./plan.ts";

/** The plans on disk, which all windows share: each is read anew when it is needed. */
export interface Plans {
  load(ref: PlanRef): Promise<Plan | undefined>;
  /** On disk once this resolves. */
  save(plan: Plan): Promise<Plan>;
  remove(ref: PlanRef): Promise<void>;
  /** Does something that one window at a time may do to this plan; undefined where another one is at it. */
  claimed<Result>(ref: PlanRef, work: () => Promise<Result>): Promise<Result | undefined>;
  /** The oldest first. */
  all(): Promise<readonly Plan[]>;
}

/** One file for each plan. One that can't be read is set aside, and `damaged` hears where. */
export function planFiles(folder: string, damaged: (file: string) => void): Plans {
  const nameOf = ({ connectionId, id }: PlanRef): string =>
    `${createHash("sha256")
      .update(JSON.stringify([connectionId, id]))
      .digest("hex")
      .slice(0, 32)}.json`;

  const read = async (name: string): Promise<Plan | undefined> => {
    const file = join(folder, name);
    const text = await readFile(file, "utf8").catch((error: unknown) => {
      if (errorCode(error) === "ENOENT") return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const plan = parsePlan(text);
    if (plan !== undefined) return plan;
    const aside = join(folder, "damaged");
    await moveInto(aside, file, name);
    damaged(join(aside, name));
    return undefined;
  };

  return {
    load: ref => read(nameOf(ref)),
    async save(plan) {
      await writeDurably(join(folder, nameOf(plan)), planText(plan));
      return plan;
    },
    remove: ref => deleteDurably(join(folder, nameOf(ref))),
    claimed: (ref, work) => whileClaimed(join(folder, `${nameOf(ref)}.claim`), work),
    async all() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (errorCode(error) === "ENOENT") return [];
        throw error;
      });
      const plans = await Promise.all(names.filter(name => /^[\da-f]{32}\.json$/u.test(name)).map(read));
      return plans.filter(plan => plan !== undefined).toSorted((one, other) => one.startedAt - other.startedAt);
    },
  };
}
