import { expect, test } from "vitest";
import { connectionId } from "../../../extension/core/model.ts";
import { Secret } from "../../../extension/core/secret.ts";
import { confidence } from "../../../extension/services/confidence/index.ts";
import { createCookies } from "../../../extension/services/octane/cookies.ts";
import { failure } from "../core/failure.ts";
import { testHttp } from "../core/http-client.ts";
import { httpServer, json } from "../core/local-server.ts";

/* What a server gives to sign in with, and no header can hold: the person is not told that they typed something wrong. */

test.each(["abc\r\nx-evil: 1", "tok\u0000en", "tök€n", "a\nb"])(
  "an access token of %j is a mistake of the server's",
  async token => {
    const server = await httpServer((_, response) => json(response, { accessToken: token, expiresIn: "3600" }));
    const session = confidence.open(
      { connectionId: connectionId("c-1"), baseUrl: server.url, fields: {} },
      { method: "client", values: { clientId: "id" }, secrets: { clientSecret: new Secret("s3cret-of-ours") } },
      testHttp(),
    );
    const error = await failure(session.verify(new AbortController().signal));
    expect(error).toMatchObject({
      kind: "protocol",
      message: "Confidence answered in a form that Keyporter does not know (at accessToken).",
    });
    expect(JSON.stringify(error) + error.message).not.toContain(token);
    expect(server.received.every(({ authorization }) => authorization === undefined)).toBe(true);
  },
);

test("a cookie that can't be sent is not taken", () => {
  const cookies = createCookies("octane.example");
  const headers = new Headers();
  headers.append("set-cookie", "LWSSO_COOKIE_KEY=a\u0001b; Path=/");
  headers.append("set-cookie", "OCTANE_USER=kept; Path=/");
  cookies.absorb(headers);
  expect(cookies.header()).toBe("OCTANE_USER=kept");
});
