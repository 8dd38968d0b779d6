import { Secrets, isSecretName, noteHeaderSecrets, redactHeader, redacted } from "../redaction.ts";
import type { Fixture, RecordedExchange } from "./fixture.ts";

/** Headers that say something of the service; all others say something of the caller, or of the way there. */
const telling = new Set([
  ...["accept", "content-type", "authorization", "cookie", "alm-octane-tech-preview", "atl-confluence-with-admin-key"],
  ...["set-cookie", "retry-after", "www-authenticate", "link", "allow", "location"],
]);

/** Everything that was recorded, without a secret: whatever stood where a secret stands is struck out everywhere. */
export function redactedFixture(recordedAt: string, exchanges: readonly RecordedExchange[]): Fixture {
  const secrets = new Secrets();
  for (const { path, request, answer } of exchanges) {
    for (const { headers, body } of [request, answer]) {
      for (const [name, value] of Object.entries(headers)) noteHeaderSecrets(name, value, secrets);
      secrets.noteIn(body);
    }
    for (const [name, value] of queryOf(path)) if (isSecretName(name)) secrets.note(value);
  }
  return {
    format: "keyporter-mock fixture",
    version: 1,
    recordedAt,
    exchanges: exchanges.map(exchange => {
      const here = secrets.within(JSON.stringify(exchange));
      return {
        ...exchange,
        path: redactedPath(exchange.path, here),
        request: redactedMessage(exchange.request, here),
        answer: redactedMessage(exchange.answer, here),
      };
    }),
  };
}

function redactedMessage(
  { headers, body }: RecordedExchange["request"],
  secrets: Secrets,
): RecordedExchange["request"] {
  const shown = Object.entries(headers)
    .filter(([name]) => telling.has(name.toLowerCase()))
    .map(([name, value]): [string, string] => [name.toLowerCase(), redactHeader(name, value, secrets)]);
  return { headers: Object.fromEntries(shown), ...(body === undefined ? {} : { body: secrets.strikeIn(body) }) };
}

function redactedPath(path: string, secrets: Secrets): string {
  const query = [...queryOf(path)].map(([name, value]): [string, string] => [
    name,
    isSecretName(name) ? redacted : secrets.strike(value),
  ]);
  const search = new URLSearchParams(query).toString();
  return secrets.strike(path.split("?")[0] ?? "") + (search === "" ? "" : `?${search}`);
}

function queryOf(path: string): URLSearchParams {
  return new URLSearchParams(path.split("?").slice(1).join("?"));
}
