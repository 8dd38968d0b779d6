import type { InferOutput } from "valibot";
import { toReport, type FromReport, type keptReport, type ToReport } from "../../report/messages.ts";
import { connect } from "../host.ts";

const host = connect<FromReport, InferOutput<typeof keptReport>, ToReport>(toReport, () => undefined);
host.say({ type: "ready" });
