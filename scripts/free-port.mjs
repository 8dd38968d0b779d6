import { once } from "node:events";
import { createServer } from "node:net";

/** The port of 127.0.0.1 that could be bound (for 0 one that the system chose), or false where it is in use. */
export async function freePort(port = 0) {
  const probe = createServer().listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
  } catch {
    return false;
  }
  const bound = probe.address().port;
  probe.close();
  await once(probe, "close");
  return bound;
}
