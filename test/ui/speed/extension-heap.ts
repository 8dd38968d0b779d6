import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { extensionHostOf } from "../harness/extension-host.ts";
import type { VsCode } from "../harness/vscode.ts";

const Targets = v.pipe(v.array(v.object({ webSocketDebuggerUrl: v.string() })), v.minLength(1));
const Answer = v.object({ id: v.optional(v.number()), result: v.optional(v.unknown()) });
const Usage = v.object({ usedSize: v.number() });

/** Megabytes of the extension host's heap that are in use after a collection, asked for through its inspector. */
export async function extensionHeap(vscode: VsCode): Promise<() => Promise<number>> {
  // Node opens its inspector then.
  process.kill(await extensionHostOf(vscode), "SIGUSR1");
  const socket = new WebSocket(await inspector());
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  let calls = 0;
  const call = (method: string): Promise<unknown> => {
    const id = (calls += 1);
    return new Promise(resolve => {
      const listen = (event: MessageEvent): void => {
        const answer = v.parse(Answer, JSON.parse(String(event.data)));
        if (answer.id !== id) return;
        socket.removeEventListener("message", listen);
        resolve(answer.result);
      };
      socket.addEventListener("message", listen);
      socket.send(JSON.stringify({ id, method }));
    });
  };
  return async () => {
    await call("HeapProfiler.collectGarbage");
    return v.parse(Usage, await call("Runtime.getHeapUsage")).usedSize / 1024 / 1024;
  };
}

async function inspector(): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    await sleep(100);
    const answer = await fetch("http://127.0.0.1:9229/json/list").catch(() => undefined);
    if (answer?.ok !== true) continue;
    const [target] = v.parse(Targets, await answer.json());
    if (target !== undefined) return target.webSocketDebuggerUrl;
  }
  throw new Error("The extension host's inspector does not answer at its usual port, 9229.");
}
