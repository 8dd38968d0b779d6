import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/**
 * A link that signs a browser in. code-server takes its password only from the form of its own page, so this serves a
 * page at an unguessable local address that sends that form. Whoever has the link can sign in, as with the password.
 */
export async function serveSignInLink({ address, password }) {
  const token = randomBytes(18).toString("base64url");
  const page = signInPage(address, password);
  const server = createServer((request, response) => {
    const known = isSame(request.url ?? "", `/${token}`);
    response.writeHead(known ? 200 : 404, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
    response.end(known ? page : "There is nothing here.");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return { url: `http://127.0.0.1:${server.address().port}/${token}`, close: () => server.close() };
}

const signInPage = (address, password) => `<!doctype html>
<html lang="en">
  <title>Signing in</title>
  <form method="post" action="${address}login?to=/">
    <input type="hidden" name="password" value="${password}">
    <input type="hidden" name="base" value="/">
    <input type="hidden" name="href" value="${address}">
    <button>Sign in to VS Code</button>
  </form>
  <script>document.forms[0].submit()</script>
</html>
`;

function isSame(given, expected) {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
