import { lockFile } from "../../../mock-server/store/pid-lock.ts";

/* A process that takes a lock when it is told to, and says whether it got it. */

const [file = ""] = process.argv.slice(2);
let unlock = (): void => undefined;

process.on("message", message => {
  if (message === "lock") {
    lockFile(file).then(
      release => {
        unlock = release;
        process.send?.("held");
      },
      () => process.send?.("refused"),
    );
    return;
  }
  unlock();
  unlock = () => undefined;
  process.send?.("free");
});
process.send?.("ready");
