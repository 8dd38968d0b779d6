import { services } from "./services/catalog.ts";

/** What the services are called, on the command line and in fixtures. */
export const serviceNames: readonly string[] = services.map(({ name }) => name);

const nothing = () => {
  throw new Error("A service is asked for its paths only here, and needs nothing for that.");
};
const clock = {
  ...{ now: nothing, set: nothing, advance: nothing, offset: nothing },
  ...{ freeze: nothing, reset: nothing, frozen: nothing },
};

/** The service that a path belongs to. */
export function serviceOf(path: string): string | undefined {
  const context = { clock, random: nothing, options: nothing, save: nothing };
  return services.find(({ create }) => create(context).owns(path))?.name;
}
