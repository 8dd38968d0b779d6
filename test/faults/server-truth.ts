import * as v from "valibot";
import type { MockServer } from "keyporter/mock";

/* What there is on the server, asked with plain requests: the judge must not use what it judges. */

const octanePage = v.object({ data: v.array(v.object({ id: v.string(), name: v.string(), client_id: v.string() })) });
const confidencePage = v.object({ apiClients: v.array(v.object({ displayName: v.string(), clientId: v.string() })) });

export interface Truth {
  /** The client IDs of all that have this name. */
  readonly octane: (name: string) => Promise<readonly string[]>;
  readonly confidence: (name: string) => Promise<readonly string[]>;
  readonly octaneAccepts: (clientId: string, secret: string) => Promise<boolean>;
  readonly confidenceAccepts: (clientId: string, secret: string) => Promise<boolean>;
  /** A key that was there before, with its secret. */
  newOctaneKey(name: string, secret: string): Promise<{ readonly id: string; readonly clientId: string }>;
}

export function truthOf({ url }: Pick<MockServer, "url">): Truth {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const signedIn = async (): Promise<Record<string, string>> => {
    const answer = await post("/authentication/sign_in", {
      user: "admin@keyporter.example",
      password: "Demo-passw0rd",
    });
    const cookies = answer.headers.getSetCookie().map(line => line.split(";")[0]);
    return { "cookie": cookies.join("; "), "alm-octane-tech-preview": "true" };
  };
  const keys = "/api/shared_spaces/1001/api_accesses";
  const octaneKeys = async (name: string) => {
    const query = encodeURIComponent(`"name EQ ^${name}^"`);
    const answer = await fetch(`${url}${keys}?fields=name,client_id&query=${query}`, { headers: await signedIn() });
    return v.parse(octanePage, await answer.json()).data;
  };

  return {
    octane: async name => (await octaneKeys(name)).map(({ client_id }) => client_id),
    async confidence(name) {
      const filter = encodeURIComponent(`displayName:"${name}"`);
      const answer = await fetch(`${url}/v1/apiClients?pageSize=100&filter=${filter}`, {
        headers: { authorization: "Bearer demo-confidence-token" },
      });
      const { apiClients } = v.parse(confidencePage, await answer.json());
      return apiClients.filter(({ displayName }) => displayName === name).map(({ clientId }) => clientId);
    },
    octaneAccepts: async (client_id, client_secret) =>
      (await post("/authentication/sign_in", { client_id, client_secret })).ok,
    confidenceAccepts: async (clientId, clientSecret) =>
      (await post("/v1/oauth/token", { clientId, clientSecret, grantType: "client_credentials" })).ok,
    async newOctaneKey(name, secret) {
      const roles = { data: [{ type: "workspace_role", id: "1009" }] };
      const body = { data: [{ name, client_secret: secret, workspace_roles: roles }] };
      const answer = await post(`${keys}?fields=name,client_id`, body, await signedIn());
      const [key] = v.parse(octanePage, await answer.json()).data;
      if (key === undefined) throw new Error("no key was made");
      return { id: key.id, clientId: key.client_id };
    },
  };
}
