import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MockServer } from "keyporter/mock";
import { type Plan, REACHED, type Report } from "./plan.ts";
import type { Truth } from "./server-truth.ts";
import type { SlowServer } from "./slow-server.ts";
import type { Kind, Trouble } from "./steps.ts";
import { liveWindow } from "./window.ts";

/** `had`: the secret exists and can be copied; `none`: it was proved that there is none; everything else is lost. */
export type Verdict = { readonly type: "had" | "none" } | { readonly type: "lost"; readonly why: string };

export interface Run {
  readonly verdict: Verdict;
  /** The window came as far as sending the request; without that there is little to lose. */
  readonly wasSent: boolean;
}

export interface Ground {
  readonly mock: MockServer;
  /** In front of the mock. */
  readonly server: SlowServer;
  readonly truth: Truth;
  /** A window's folder with a vault's key that has been there for long. */
  readonly prepared: string;
}

/** Long enough for whoever waits for a server that works on. */
const LATER_MS = 180_000;
const OLD_SECRET = "Old-secret-0f-th3-key!";

const requests: Readonly<Record<Kind, { readonly method: string; readonly path: string }>> = {
  "create-octane": { method: "POST", path: "/api/" },
  "regenerate-octane": { method: "PUT", path: "/api/" },
  "regenerate-own": { method: "PUT", path: "/api/" },
  "create-confidence": { method: "POST", path: "/v1/apiClients" },
};

/** One window to which something happens, then a fresh one that settles; the server says who is right. */
export async function run(ground: Ground, kind: Kind, name: string, trouble: Trouble): Promise<Run> {
  const { mock, server, truth } = ground;
  const folder = await mkdtemp(join(tmpdir(), "keyporter-faults-"));
  try {
    if (trouble.vault !== "without-key") await cp(ground.prepared, folder, { recursive: true });
    const blocked = join(folder, "vault");
    if (trouble.vault === "unwritable") {
      await rm(blocked, { recursive: true, force: true });
      await writeFile(blocked, "not a folder");
    }
    const scene = await setUp(kind, name, truth);
    const common = { folder, url: server.url, ...scene.signIn };

    if (trouble.effect !== undefined) mock.faults.add({ ...requests[kind], times: 1, effect: trouble.effect });
    if (trouble.slow !== undefined) server.slowDown({ ...requests[kind], ...trouble.slow });
    const stopWaiting = trouble.thenSilent === true ? silenceAfterRequest(mock, kind) : () => undefined;
    await liveWindow({ ...common, work: scene.work, ...trouble.plan }).finally(stopWaiting);
    mock.faults.clear();
    if (trouble.vault === "unwritable") await rm(blocked);

    if (trouble.settling !== undefined) {
      await liveWindow({ ...common, work: { type: "settle" }, ending: trouble.settling });
    }
    let report = await settled(common);
    // What a server does for nobody any more it has done long before anybody is sure.
    await server.idle();
    if (report.unconfirmed > 0) {
      mock.clock.advance(LATER_MS);
      report = await settled({ ...common, laterMs: LATER_MS });
    }
    const reached = await readFile(join(folder, REACHED), "utf8").catch(() => "");
    return { verdict: await scene.judge(report), wasSent: reached.includes("request") };
  } finally {
    mock.faults.clear();
    mock.clock.reset();
    await rm(folder, { recursive: true, force: true });
  }
}

async function settled(common: Omit<Plan, "work">): Promise<Report> {
  const report = await liveWindow({ ...common, work: { type: "settle" } });
  if (report === undefined) throw new Error("the window that settles did not report");
  return report;
}

/** Everything but that one request fails once it has come. Answers with what ends the waiting for it. */
function silenceAfterRequest(mock: MockServer, kind: Kind): () => void {
  const { method, path } = requests[kind];
  const timer = setInterval(() => {
    if (!mock.journal.entries().some(entry => entry.method === method && entry.path.startsWith(path))) return;
    clearInterval(timer);
    mock.faults.add({ effect: { dropConnection: true } });
  }, 1);
  mock.journal.clear();
  return () => clearInterval(timer);
}

interface Scene {
  readonly work: Plan["work"];
  readonly signIn: Pick<Plan, "signIn">;
  readonly judge: (report: Report) => Promise<Verdict>;
}

async function setUp(kind: Kind, name: string, truth: Truth): Promise<Scene> {
  if (kind === "create-octane" || kind === "create-confidence") {
    const isOctane = kind === "create-octane";
    const list = isOctane ? truth.octane : truth.confidence;
    const accepts = isOctane ? truth.octaneAccepts : truth.confidenceAccepts;
    // Somebody else's, of the same name.
    if (isOctane) await truth.newOctaneKey(name, OLD_SECRET);
    const before = await list(name);
    return {
      work: { type: kind, name },
      signIn: {},
      judge: async report => {
        const added = (await list(name)).filter(clientId => !before.includes(clientId));
        return judgement(report, added, accepts);
      },
    };
  }
  const { id, clientId } = await truth.newOctaneKey(name, OLD_SECRET);
  return {
    work: { type: "regenerate-octane", id },
    signIn: kind === "regenerate-own" ? { signIn: { clientId, secret: OLD_SECRET } } : {},
    judge: async report => {
      const isOld = await truth.octaneAccepts(clientId, OLD_SECRET);
      return judgement(report, isOld ? [] : [clientId], truth.octaneAccepts);
    },
  };
}

/** `exist` are the client IDs of which there is a new secret. */
async function judgement(
  { kept, unconfirmed, said }: Report,
  exist: readonly string[],
  accepts: (clientId: string, secret: string) => Promise<boolean>,
): Promise<Verdict> {
  if (unconfirmed > 0) return { type: "lost", why: `still unconfirmed: ${said.join(" ")}` };
  if (exist.length === 0) {
    return kept.length === 0 ? { type: "none" } : { type: "lost", why: "a secret is kept that counts nowhere" };
  }
  for (const clientId of exist) {
    const own = kept.find(one => one.clientId === clientId);
    if (own === undefined) return { type: "lost", why: `nothing is kept of ${clientId}: ${said.join(" ")}` };
    if (!(await accepts(clientId, own.secret)))
      return { type: "lost", why: `what is kept of ${clientId} does not sign in` };
  }
  return { type: "had" };
}
