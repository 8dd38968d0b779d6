import * as v from "valibot";

/* The demo has names that put an interface to the test, some with signs that this machine may have no font for. A picture is no test. */

const isOdd = (name: string): boolean =>
  name.startsWith("<") || name.length > 40 || /[{}\\]|\p{Extended_Pictographic}/u.test(name);

const Clients = v.object({ apiClients: v.array(v.object({ name: v.string(), displayName: v.string() })) });
const Keys = v.object({ data: v.array(v.object({ id: v.string(), name: v.string() })) });

async function asked(address: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${init.method ?? "GET"} ${address}: ${answer.status}`);
  return answer;
}

/** Takes the odd names out of a mock server's demo, as any client of the services could. */
export async function tidy(url: string): Promise<void> {
  const bearer = { authorization: "Bearer demo-confidence-token" };
  const clients = await asked(`${url}/v1/apiClients`, { headers: bearer });
  for (const { name, displayName } of v.parse(Clients, await clients.json()).apiClients) {
    if (isOdd(displayName)) await asked(`${url}/v1/${name}`, { method: "DELETE", headers: bearer });
  }

  const json = { "content-type": "application/json" };
  const signIn = JSON.stringify({ user: "admin@keyporter.example", password: "Demo-passw0rd" });
  const signedIn = await asked(`${url}/authentication/sign_in`, { method: "POST", headers: json, body: signIn });
  const cookie = signedIn.headers
    .getSetCookie()
    .map(line => line.split(";")[0])
    .join("; ");
  const headers = { ...json, cookie, "ALM-OCTANE-TECH-PREVIEW": "true" };
  const address = `${url}/api/shared_spaces/1001/api_accesses`;
  const keys = await asked(`${address}?fields=name`, { headers });
  const renamed = JSON.stringify({ name: "translations" });
  for (const { id, name } of v.parse(Keys, await keys.json()).data) {
    if (isOdd(name)) await asked(`${address}/${id}`, { method: "PUT", headers, body: renamed });
  }
}
