import type { MockedService } from "../service.ts";
import { actions } from "./actions.ts";
import { info } from "./info.ts";
import { openSession } from "./session.ts";

/** Spotify Confidence: API clients of its IAM API. */
export const confidence: MockedService = {
  // Made when asked for: the texts are in the person's language, which is known only after this file was loaded.
  get info() {
    return info();
  },
  get actions() {
    return actions();
  },
  open: openSession,
};
