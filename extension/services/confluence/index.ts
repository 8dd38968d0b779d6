import type { MockedService } from "../service.ts";
import { actions } from "./actions.ts";
import { info } from "./info.ts";
import { openSession } from "./session.ts";

/** Confluence Cloud: the admin key of one site, for the person who signs in. */
export const confluence: MockedService = {
  get info() {
    return info();
  },
  get actions() {
    return actions();
  },
  open: openSession,
};
