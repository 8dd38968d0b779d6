import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hiderOf } from "../../../extension/agents/hide-secrets.ts";
import { tools } from "../../../extension/agents/all.ts";
import { Action, connectionId, credentialId, type Issued } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import { PATIENCE_MS, slowTries, tries } from "../../tries.ts";
import { httpServer, json } from "../core/local-server.ts";
import { afterSignIn } from "../hostile/services.ts";
import { toolScene } from "./scene.ts";

/* No answer of a tool holds a secret: not of a sign-in, not of the vault, not one that a server sends along, in no writing. */

/** Everything that a service or a person makes one of, with signs that each writing writes in a way of its own. */
const secretText = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...Array.from("abcXYZ019!#$&/+=?@_-~é")), minLength: 14, maxLength: 40 }),
    fc.nat({ max: 999_999 }),
  )
  .map(([signs, number]) => `S${signs.trim()}${number}!z`);

/** How a server, or whoever writes names into it, can write what it knows. */
const WRITINGS: readonly ((secret: string) => string)[] = [
  secret => secret,
  secret => `the password is ${secret}, keep it`,
  secret => Buffer.from(secret).toString("base64"),
  secret => Buffer.from(secret).toString("base64url"),
  secret => `x${Buffer.from(`client:${secret}`).toString("base64")}`,
  secret => Buffer.from(`ab${secret} and more`).toString("base64"),
  secret => Buffer.from(secret).toString("hex"),
  secret => encodeURIComponent(secret),
  secret => new URLSearchParams({ secret }).toString(),
  secret => secret.replace(/[^\w]/gu, sign => encodeURIComponent(sign).replace(sign, hexOf(sign))),
  secret => JSON.stringify({ value: secret }),
  secret => `${secret}${secret}`,
  secret => `${"long ".repeat(70)}${secret}`,
];
const hexOf = (sign: string): string => `%${Buffer.from(sign).toString("hex").match(/../gu)?.join("%") ?? ""}`;

/** Each writing of a secret in which it would be read: longest parts of its Base64 that do not depend on what is around. */
function tracesOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map(before => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/u, "");
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  const urls = base64.map(text => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString("hex"),
    ...base64,
    ...urls,
  ];
}

const holds = (answer: string, secret: string): boolean => tracesOf(secret).some(trace => answer.includes(trace));

/** Names of fields that no documentation has. */
const UNEXPECTED = ["clientSecret", "client_secret", "secret", "password", "note", "extra", "accessToken", "value"];

describe("whatever is planted where", () => {
  test(
    "no tool gives it away",
    async () => {
      let planted: { known: readonly string[]; own: string; writing: (secret: string) => string } | undefined;
      const text = (prefix: string): string =>
        planted === undefined ? prefix : `${prefix} ${planted.known.map(planted.writing).join(" ")}`;
      const besides = (): Record<string, unknown> =>
        Object.fromEntries(UNEXPECTED.map(name => [name, { [name]: planted?.own, list: [planted?.own] }]));
      const key = (): unknown => ({
        ...besides(),
        clientSecret: planted?.own,
        client_secret: planted?.own,
        type: "api_access_key",
        id: "1003",
        name: text("key"),
        client_id: "key_of_the_server",
        is_valid: true,
        creation_time: "2026-01-01T00:00:00Z",
        expiration: "2020-01-01T00:00:00Z",
        workspace_roles: {
          data: [{ type: "workspace_role", id: "1", name: text("role"), role: { id: "2", name: text("r") } }],
        },
      });
      const client = (): unknown => ({
        ...besides(),
        name: "apiClients/abc",
        displayName: text("client"),
        description: text("about"),
        clientId: "client-of-the-server",
        clientSecret: planted?.own,
        owner: `users/${text("")}`,
        labels: { [text("label")]: text("value"), password: planted?.own, team: text("") },
      });
      const server = await httpServer(
        afterSignIn(({ path }, response) => {
          if (path.includes("/apiClients/")) json(response, client());
          else if (path.includes("/apiClients")) json(response, { apiClients: [client()], ...besides() });
          else if (path.includes("api_accesses/")) json(response, key());
          else if (path.includes("api_accesses")) json(response, { total_count: 1, data: [key()], ...besides() });
          else json(response, { error: text("no"), message: text("no"), ...besides() }, 404);
        }),
      );
      let count = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(secretText, secretText, secretText, secretText, secretText),
          fc.constantFrom(...WRITINGS),
          async ([signIn, token, kept, gone, own], writing) => {
            const scene = await toolScene([
              {
                id: "O",
                service: "octane",
                url: server.url,
                signIn: { method: "user", values: { user: "ada" }, secrets: { password: new Secret(signIn) } },
              },
              {
                id: "C",
                service: "confidence",
                url: server.url,
                signIn: { method: "token", values: {}, secrets: { accessToken: new Secret(sendable(token)) } },
              },
            ]);
            await scene.vault.issued(undefined, connectionId("O"), issued("1003", kept), "proved");
            await scene.vault.begin(
              connectionId("C"),
              { action: Action.create, label: "begun", secret: new Secret(gone), facts: {} },
              server.url,
            );
            planted = { known: [signIn, sendable(token), kept, gone], own, writing };
            const answers = await Promise.all([
              scene.use("keyporter_list_credentials"),
              scene.use("keyporter_list_credentials", { search: "key" }),
              scene.use("keyporter_inspect_credential", { connection: "O", credential: "1003" }),
              scene.use("keyporter_inspect_credential", { connection: "C", credential: "apiClients/abc" }),
              scene.use("keyporter_inspect_credential", { connection: "C", credential: own }),
              scene.use("keyporter_explain_expiring", { withinDays: 3650 }),
              scene.use("keyporter_find_client_id", { clientId: "key_of_the_server" }),
              scene.use("keyporter_prepare_rotation", { connection: "O", credential: "1003" }),
              scene.use("keyporter_prepare_rotation", { connection: "C", credential: "apiClients/abc" }),
            ]);
            const all = answers.join("\n");
            for (const [name, secret] of Object.entries({ signIn, token: sendable(token), kept, gone, own }))
              expect(holds(all, secret), `${name} in ${all}`).toBe(false);
            // They do answer: what is not secret is there.
            for (const id of ["key_of_the_server", "client-of-the-server"]) expect(all).toContain(id);
            count++;
          },
        ),
        slowTries(40),
      );
      expect(count).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  test("there are no other tools than those that this looks at", () => {
    expect(tools).toHaveLength(5);
  });
});

/** A bearer is sent in a header. */
const sendable = (token: string): string => token.replaceAll("é", "e").replace(/\s/gu, "_");

const issued = (id: string, secret: string): Issued => ({
  credential: {
    id: credentialId(id),
    kind: "API access key",
    label: "kept",
    state: "active",
    details: [],
    actions: [],
  },
  secret: new Secret(secret),
});

describe("a text that a secret stands in", () => {
  const nobody = (): readonly [] => [];

  test(
    "comes out without it, in any writing and between any neighbours",
    () => {
      fc.assert(
        fc.property(
          secretText,
          fc.constantFrom(...WRITINGS),
          fc.string(),
          fc.string(),
          (secret, writing, before, after) => {
            const shown = hiderOf([secret], nobody)(`${before} ${writing(secret)} ${after}`);
            expect(holds(shown, secret)).toBe(false);
          },
        ),
        tries(1000),
      );
    },
    PATIENCE_MS,
  );

  test("keeps what is not secret: names, ids, client IDs, dates", () => {
    const hide = hiderOf(["Sup3r-s3cret!"], nobody);
    for (const text of [
      "myKey03_l2j4391xlw0k2ipwx5ejmdor8",
      "apiClients/donlangsbyz6iiksdt4c",
      "k9KkmxZfQtG6ZPqk9wyQfe7G5EzZsjza",
      "2027-01-31T00:00:00.000Z",
      "Checkout CI (payments, 50% rollout)",
      "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    ])
      expect(hide(text)).toBe(text);
  });

  test.each([
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sflKxwRJSMeKKF2QT4",
    "Authorization: Basic YWRhOmxvdmVsYWNl",
    "client_secret=Demo@83sd!f1042ds",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "ATATT3xFfGF0T1234567890abcdefghij",
    "AKIAIOSFODNN7EXAMPLE",
    "-----BEGIN RSA PRIVATE KEY----- MIIEow",
  ])("hides what looks like a secret although nobody knows it: %s", text => {
    const secret = text.split(/[ =]/u).at(-1) ?? "";
    expect(hiderOf([], nobody)(`a key named ${text}`)).not.toContain(secret);
  });
});
