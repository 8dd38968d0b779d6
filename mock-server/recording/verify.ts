import { request as send } from "undici";
import { Secrets, redacted } from "../redaction.ts";
import { differences } from "./compare.ts";
import type { Difference } from "./compare.ts";
import type { Fixture, RecordedExchange } from "./fixture.ts";

/** What became of one recorded request. */
export interface Verdict {
  readonly exchange: RecordedExchange;
  readonly differences: readonly Difference[];
}

interface DemoSignIn {
  readonly headers: (url: string) => Promise<Readonly<Record<string, string>>>;
  /** Stands for the secrets of a recorded sign-in. */
  readonly body: Readonly<Record<string, string>>;
}

const octanePerson = { user: "admin@keyporter.example", password: "Demo-passw0rd" };

/** How the mock's demo seed is signed in to, where the recorded caller was signed in. */
const demoSignIns = new Map<string, DemoSignIn>([
  [
    "confidence",
    {
      headers: () => Promise.resolve({ authorization: "Bearer demo-confidence-token" }),
      body: { clientId: "demo-confidence-client", clientSecret: "demo-confidence-secret" },
    },
  ],
  ["octane", { headers: octaneCookie, body: octanePerson }],
  [
    "confluence",
    {
      headers: () =>
        Promise.resolve({ authorization: `Basic ${btoa("admin@keyporter.example:demo-confluence-token")}` }),
      body: {},
    },
  ],
]);

async function octaneCookie(url: string): Promise<Readonly<Record<string, string>>> {
  const answer = await send(`${url}/authentication/sign_in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(octanePerson),
  });
  await answer.body.dump();
  const cookies = [answer.headers["set-cookie"] ?? []].flat().map(cookie => cookie.split(";")[0]);
  return { cookie: cookies.join("; ") };
}

/** Asks a mock what the real server was asked, in the same order, and says where it answers differently. */
export async function verify(fixture: Fixture, url: string, values: boolean): Promise<Verdict[]> {
  // Ids are the server's own: what the real one called X is what the mock called Y in the same place.
  const names = new Map<string, string>();
  const verdicts: Verdict[] = [];
  // A report is there to be sent to somebody; with `--against`, what answers may be no mock.
  const secrets = new Secrets();
  for (const exchange of fixture.exchanges) {
    const { status, body } = await replay(exchange, url, names);
    learnNames(exchange.answer.body, body, names);
    secrets.noteIn(body);
    const ofStatus =
      status === exchange.status ? [] : [{ field: "status", real: String(exchange.status), mock: String(status) }];
    verdicts.push({
      exchange,
      differences: [...ofStatus, ...differences(exchange.answer.body, secrets.strikeIn(body), "answer", values)],
    });
  }
  return verdicts;
}

async function replay(
  { service, method, path, request, status }: RecordedExchange,
  url: string,
  names: ReadonlyMap<string, string>,
): Promise<{ status: number; body: unknown }> {
  // What the real server did not let in is asked with what no server lets in: its secrets are struck out.
  const signIn = status === 401 ? undefined : demoSignIns.get(service);
  const { authorization, cookie } = request.headers;
  const signedIn = authorization !== undefined || cookie !== undefined;
  const body =
    request.body === undefined ? undefined : renamed(withDemoSecrets(request.body, signIn?.body ?? {}), names);
  const answer = await send(url + renamedPath(path, names), {
    method: method as "GET",
    headers: { ...request.headers, ...(signedIn ? await signIn?.headers(url) : {}) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await answer.body.text();
  try {
    return { status: answer.statusCode, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
  } catch {
    return { status: answer.statusCode, body: undefined };
  }
}

/** A sign-in whose secret was struck out becomes the demo's; any other secret becomes one that is good enough. */
function withDemoSecrets(body: unknown, demo: Readonly<Record<string, string>>): unknown {
  if (typeof body !== "object" || body === null) return body;
  if (Array.isArray(body)) return body.map(element => withDemoSecrets(element, demo));
  const isSignIn = Object.entries(body).some(([name, value]) => value === redacted && Object.hasOwn(demo, name));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]: [string, unknown]): [string, unknown] => {
      if (isSignIn && Object.hasOwn(demo, name)) return [name, demo[name]];
      return [name, value === redacted ? "Keyporter-Verify-1" : withDemoSecrets(value, demo)];
    }),
  );
}

function learnNames(real: unknown, mock: unknown, names: Map<string, string>): void {
  if (typeof real !== "object" || real === null || typeof mock !== "object" || mock === null) return;
  const there = new Map<string, unknown>(Object.entries(mock));
  for (const [field, value] of Object.entries(real) as [string, unknown][]) {
    const other = there.get(field);
    if (typeof value === "string" && typeof other === "string") {
      if (/(^id$|_id$|Id$|^name$|^key$|identity$)/.test(field) && value !== "" && other !== redacted)
        names.set(value, other);
    } else learnNames(value, other, names);
  }
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return names.get(value) ?? value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(element => renamed(element, names));
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, renamed(inner, names)]));
}

/** Names stand in a path whole (`apiClients/x`), or as one segment. */
function renamedPath(path: string, names: ReadonlyMap<string, string>): string {
  const [plain = "", ...query] = path.split("?");
  const segments = plain.split("/");
  const short = new Map([...names].map(([real, mock]) => [real.split("/").at(-1) ?? "", mock.split("/").at(-1) ?? ""]));
  const renamedSegments = segments.map(segment => names.get(segment) ?? short.get(segment) ?? segment);
  return [renamedSegments.join("/"), ...query].join("?");
}
