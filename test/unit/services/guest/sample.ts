import { connectionId } from "../../../../extension/core/model.ts";
import { Secret } from "../../../../extension/core/secret.ts";
import type { Session, SignIn } from "../../../../extension/services/service.ts";
import { guestService } from "../../../../extension/services/guest/guest.ts";
import type * as api from "../../../../extension/api/types/api.d.ts";
import { testHttp } from "../../core/http-client.ts";

export const signal = new AbortController().signal;

export const SIGN_IN_SECRET = "the-guests-own-sign-in";
export const signIn: SignIn = {
  method: "token",
  values: {},
  secrets: { token: new Secret(SIGN_IN_SECRET) },
};

export const info: api.ServiceInfo = {
  id: "acme.keys",
  name: "Acme Keys",
  shortName: "Acme",
  summary: "The keys of Acme",
  icon: "key",
  documentationUrl: "https://acme.example/docs",
  credentialNoun: { one: "key", many: "keys" },
  servers: [],
  signInMethods: [
    {
      id: "token",
      label: "Token",
      description: "",
      help: { url: "https://acme.example/tokens", linkLabel: "Make a token", rights: "any", lifetime: "for ever" },
      fields: [{ type: "secret", key: "token", label: "Token", required: true }],
    },
  ],
  connectionFields: [],
  rowsAtOnce: 100,
};

export const actions: api.Service["actions"] = new Map([
  ["create", { title: "Create Key...", icon: "add", writes: true, begins: "form", many: false }],
]);

export const key: api.Credential = {
  id: "k-1",
  kind: "key",
  label: "Nightly",
  state: "active",
  expiresAt: new Date("2027-01-31T00:00:00Z"),
  details: [{ id: "note", label: "Note", value: { type: "text", text: "none" } }],
  actions: ["create"],
};

const none = async (): Promise<never> => {
  throw new Error("not in this test");
};

/** What an extension hands over, with these methods in its sessions. */
export const service = (session: Readonly<Record<string, unknown>>): unknown => ({
  info,
  actions,
  open: () => ({ verify: none, list: none, get: none, form: none, impact: none, perform: none, ...session }),
});

/** A session of it as the extension sees it. */
export const sessionWith = (session: Readonly<Record<string, unknown>>): Session =>
  guestService(service(session)).open(
    { connectionId: connectionId("c-1"), baseUrl: "https://acme.example", fields: {} },
    signIn,
    testHttp(),
  );
