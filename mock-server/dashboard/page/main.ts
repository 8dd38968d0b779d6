import * as v from "valibot";
import { attempt, call } from "./api.ts";
import { drawClock, startClock } from "./clock.ts";
import { byId } from "./elements.ts";
import { drawFaults, refreshFaults, startFaults } from "./faults.ts";
import { forgetRequests, startRequests } from "./requests.ts";
import { drawServices, offerServices } from "./services.ts";
import { startSnapshots } from "./snapshots.ts";

/** After requests, what they may have changed is drawn again, but not for each of many. */
const restMs = 500;

let waiting = false;
const drawSnapshots = startSnapshots(async () => {
  await drawServices();
});

startClock();
startFaults();
startRequests(() => {
  if (waiting || document.hidden) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    refreshFaults();
    attempt(async () => {
      await drawServices();
      return "";
    });
  }, restMs);
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) attempt(drawAll);
});
byId("reset", HTMLButtonElement).addEventListener("click", () =>
  attempt(async () => {
    await call(v.unknown(), "POST", "reset", {});
    forgetRequests();
    await drawAll();
    return "Everything is as it was at the start. Who was signed in at Octane or Confidence has to sign in again.";
  }),
);
attempt(async () => {
  const services = await drawServices();
  for (const select of document.querySelectorAll<HTMLSelectElement>("select[name=service]"))
    offerServices(select, services);
  return drawAll();
});

async function drawAll(): Promise<string> {
  await Promise.all([drawServices(), drawClock(), drawFaults(), drawSnapshots()]);
  return "";
}
