import type {
  Credential,
  FormValues,
  Http,
  HttpRequest,
  Intent,
  KeyporterApi,
  Outcome,
  Session,
  Settled,
  SignIn,
  Target,
} from "keyporter/api";
import { randomUUID } from "node:crypto";

/** As the server tells it; an extension of one's own would look at what it gets. */
interface Pass {
  readonly id: string;
  readonly name: string;
  readonly until?: string;
  readonly revoked: boolean;
  readonly shine: number;
}

const RULES = { shortest: 12, longest: 24, classesNeeded: 3 };

/** The lighthouse with a keeper's token. The secret of a pass is made on this side, and the server never gives it out. */
export function openSession(api: KeyporterApi, { baseUrl }: Target, signIn: SignIn, http: Http): Session {
  const call = async (
    method: HttpRequest["method"],
    path: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<unknown> => {
    const answer = await http.send({
      method,
      url: new URL(`${baseUrl}${path}`),
      headers: { authorization: `Bearer ${signIn.secrets["token"]?.reveal() ?? ""}` },
      signal,
      ...(body === undefined ? {} : { body }),
    });
    if (answer.status >= 300) throw api.failedAnswer(answer, "Lighthouse", { message: answer.text });
    return JSON.parse(answer.text);
  };
  const pass = async (id: string, signal: AbortSignal) =>
    (await call("GET", `/passes/${encodeURIComponent(id)}`, signal)) as Pass;

  const create = async (
    input: FormValues,
    signal: AbortSignal,
    ahead?: (intent: Intent) => Promise<void>,
  ): Promise<Outcome> => {
    const name = typeof input["name"] === "string" ? input["name"] : "";
    const secret = api.secret(api.generateSecret(RULES));
    const request = randomUUID();
    await ahead?.({ action: "create", label: name, secret, facts: { request } });
    const until = input["until"] === "" ? {} : { until: input["until"] };
    const made = (await call("POST", "/passes", signal, { name, ...until, request, secret: secret.reveal() })) as Pass;
    const credential = toCredential(made);
    return { credential, issued: { credential, secret }, message: `Created the pass “${name}”.` };
  };

  return {
    async verify(signal) {
      const { keeper } = (await call("GET", "/keeper", signal)) as { keeper: string };
      return { label: keeper, missing: [] };
    },

    async *list(_query, signal) {
      yield ((await call("GET", "/passes", signal)) as readonly Pass[]).map(toCredential);
    },

    get: async (id, signal) => toCredential(await pass(id, signal)),

    async form() {
      return {
        title: "Create a Pass",
        submitLabel: "Create Pass",
        fields: [
          { type: "text", key: "name", label: "Name", required: true, maxLength: 40 },
          { type: "expiry", key: "until", label: "Valid until", presets: [{ label: "a week", days: 7 }] },
        ],
        values: {},
      };
    },

    async impact(_action, credentials) {
      const [first] = credentials;
      return {
        question: `Revoke the pass “${first?.label ?? ""}”?`,
        effects: ["Whoever has it stays at the foot of the tower."],
        confirmLabel: "Revoke",
      };
    },

    async perform(action, id, input, signal, ahead) {
      if (action === "create") return create(input, signal, ahead);
      if (action === "polish") throw new TypeError("cannot read the shine of undefined");
      if (action !== "revoke" || id === undefined) {
        throw api.error({ kind: "not-found", message: "The lighthouse never gives out the secret of a pass." });
      }
      const credential = toCredential((await call("POST", `/passes/${encodeURIComponent(id)}/revoke`, signal)) as Pass);
      return { credential, message: `Revoked the pass “${credential.label}”.` };
    },

    async settle({ facts, secret, label }, signal): Promise<Settled> {
      const found = (await call("GET", `/requests/${facts["request"] ?? ""}`, signal)) as Pass | null;
      if (found === null) return { type: "not-done", message: `The pass “${label}” was not created.` };
      const credential = toCredential(found);
      const message = `The pass “${label}” was created; its secret is here.`;
      return secret === undefined
        ? { type: "secret-lost", credential, message }
        : { type: "issued", issued: { credential, secret }, message };
    },

    async twin(id, signal) {
      const { name, until } = await pass(id, signal);
      return { values: { name, until: until ?? "" }, notes: [] };
    },
  };
}

function toCredential({ id, name, until, revoked, shine }: Pass): Credential {
  const end = until === undefined ? undefined : new Date(until);
  const state = revoked ? "revoked" : end !== undefined && end.getTime() < Date.now() ? "expired" : "active";
  return {
    id,
    kind: "pass",
    label: name,
    clientId: `pass-${id}`,
    state,
    ...(end === undefined ? {} : { expiresAt: end }),
    details: [
      { id: "client", label: "Pass", value: { type: "code", text: `pass-${id}` } },
      { id: "secret", label: "Secret", value: { type: "secret" } },
      { id: "shine", label: "Shine", value: { type: "text", text: `${shine} %` } },
    ],
    actions: state === "active" ? ["revoke", "polish"] : ["polish"],
  };
}
