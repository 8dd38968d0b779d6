import type { MockedService } from "../service.ts";
import { actions } from "./actions.ts";
import { info } from "./info.ts";
import { openSession } from "./session.ts";

/** OpenText ALM Octane: the API access keys of one shared space. */
export const octane: MockedService = {
  get info() {
    return info();
  },
  get actions() {
    return actions();
  },
  open: openSession,
};
