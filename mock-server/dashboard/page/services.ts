import * as v from "valibot";
import { call } from "./api.ts";
import { byId, element } from "./elements.ts";

const healthSchema = v.object({
  version: v.string(),
  db: v.string(),
  damaged: v.optional(v.string()),
  seed: v.string(),
  services: v.array(v.string()),
});
const countsSchema = v.object({
  services: v.array(v.object({ name: v.string(), resources: v.objectWithRest({}, v.number()) })),
});

/** Draws what runs here, and how much there is of what. Answers with the services' names. */
export async function drawServices(): Promise<readonly string[]> {
  const [health, counts] = await Promise.all([
    call(healthSchema, "GET", "health"),
    call(countsSchema, "GET", "services"),
  ]);
  byId("about", HTMLParagraphElement).textContent =
    `${location.origin} · version ${health.version} · seed ${health.seed} · state ${health.db === "memory" ? "in memory" : health.db}`;
  const damaged = byId("damaged", HTMLParagraphElement);
  damaged.hidden = health.damaged === undefined;
  damaged.textContent = `The state file was damaged and kept as ${health.damaged ?? ""}; this is its last good copy.`;
  const rows = counts.services.flatMap(({ name, resources }) => [
    element("dt", name),
    element(
      "dd",
      Object.entries(resources)
        .map(([resource, count]) => `${count} ${wordsOf(resource)}`)
        .join(", "),
    ),
  ]);
  byId("services", HTMLDListElement).replaceChildren(...rows);
  return health.services;
}

/** `apiClients` as words. */
function wordsOf(name: string): string {
  return name.replaceAll(/([A-Z])/g, letter => ` ${letter.toLowerCase()}`);
}

/** Fills a list of services to choose from. */
export function offerServices(select: HTMLSelectElement, services: readonly string[]): void {
  select.replaceChildren(element("option", "any", { value: "" }), ...services.map(name => element("option", name)));
}
