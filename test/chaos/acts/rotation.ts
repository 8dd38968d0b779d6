import * as v from "valibot";
import { toRotation } from "../../../extension/webviews/rotation/messages.ts";
import type { Hands, Page } from "../hands/place.ts";
import { failures, openedPage, run, until } from "../window.ts";
import type { End, Ground } from "./act.ts";
import { onOurs } from "./all.ts";

/** What is pressed, the first that is offered: from the twin to the end of the old one, and back where something is left. */
const wanted = ["finish", "end", "confirm", "markDelivered", "settle", "complete", "create", "startAgain"] as const;
const PATIENCE_MS = 200_000;

/** Opens the plan of a rotation, a new one or one that is under way, and presses what comes next. */
export async function rotationStep(ground: Ground, service: "confidence" | "octane" | "confluence"): Promise<End> {
  return onOurs(
    ground,
    service,
    ({ credential }) => credential.state === "active",
    async ({ hands }, row) => {
      const before = [...hands.pages];
      await run(hands, "keyporter.rotate", row);
      const page = await openedPage(hands, "keyporter.rotation", before);
      const plan = await until("the plan of a rotation", () => atRest(page, 0), PATIENCE_MS);
      if (plan.problem !== undefined) return { type: "told", text: plan.problem };
      const offered = [...plan.steps.flatMap(({ buttons }) => buttons), ...plan.buttons].map(({ act }) => act);
      const act = wanted.find(each => offered.includes(each));
      if (act === undefined) return { type: "nothing" };
      const hindrance = act === "markDelivered" ? await putAway(hands, page) : undefined;
      if (hindrance !== undefined) return { type: "told", text: hindrance };
      const from = page.heard.length;
      page.say({ type: "act", act });
      await until("the end of a step", () => !page.isOpen || atRest(page, from + 1) !== undefined, PATIENCE_MS);
      const failed = page.heard
        .slice(from)
        .map(failure)
        .find(text => text !== undefined);
      const problem = page.isOpen ? atRest(page, from)?.problem : undefined;
      const text = failed ?? problem;
      return text === undefined ? { type: "done" } : { type: "told", text };
    },
  );
}

/** A person says that it was delivered once they have it. Answers with what they were told where they could not copy it. */
async function putAway(hands: Hands, page: Page): Promise<string | undefined> {
  const [told, heard] = [hands.told.length, page.heard.length];
  hands.clipboard = "";
  page.say({ type: "act", act: "deliver" });
  const hindrance = (): string | undefined =>
    failures(hands.told.slice(told))[0]?.text ??
    page.heard
      .slice(heard)
      .map(failure)
      .find(text => text !== undefined);
  await until("a copy of the new secret", () => hands.clipboard !== "" || hindrance() !== undefined, PATIENCE_MS);
  if (hands.clipboard === "") return hindrance();
  hands.putAway.add(hands.clipboard);
  hands.clipboard = "";
  await until("the plan of a rotation", () => atRest(page, heard), PATIENCE_MS);
  return undefined;
}

/** What it shows last, where nothing is under way. */
function atRest(page: Page, from: number) {
  if (page.heard.length <= from) return undefined;
  const last = v.safeParse(
    toRotation,
    page.heard.findLast(message => !v.is(v.object({ type: v.literal("failed") }), message)),
  );
  if (!last.success || last.output.type !== "show") return undefined;
  return last.output.refreshing || last.output.busy !== undefined ? undefined : last.output;
}

function failure(message: unknown): string | undefined {
  const parsed = v.safeParse(toRotation, message);
  return parsed.success && parsed.output.type === "failed" ? parsed.output.message : undefined;
}
