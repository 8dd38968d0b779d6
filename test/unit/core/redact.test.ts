import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact, sensitiveValues } from "../../../extension/core/redact.ts";
import { tries } from "../../tries.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const from = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength, maxLength });
/** Client secrets and access keys are made of these; Octane's also of signs. */
const secret = from(`${letters}0123456789`, 12, 64);
const withSigns = from(`${letters}0123456789!@#$%^&*()_+,;:'"\\/=?. -`, 12, 40).filter(text => text.trim() === text);
const prose = fc.array(from(letters, 1, 12), { maxLength: 6 }).map(words => words.join(" "));

describe("a known secret", () => {
  test("does not survive, wherever it stands", () => {
    fc.assert(
      fc.property(withSigns, prose, prose, (value, before, after) => {
        expect(redact(`${before}${value}${after}${value}`, [value])).not.toContain(value);
      }),
      tries(100),
    );
  });

  test("does not survive as JSON or in an address either", () => {
    fc.assert(
      fc.property(withSigns, value => {
        const escaped = JSON.stringify(value).slice(1, -1);
        expect(redact(`it was ${JSON.stringify({ note: value })}`, [value])).not.toContain(escaped);
        const encoded = encodeURIComponent(value);
        expect(redact(`GET /x?note=${encoded}`, [value])).not.toContain(encoded);
      }),
      tries(100),
    );
  });

  test("does not leave its end behind where another secret is its beginning", () => {
    fc.assert(
      fc.property(secret, secret, (value, tail) => {
        expect(redact(`${value}${tail}`, [value, `${value}${tail}`])).not.toContain(tail);
      }),
      tries(100),
    );
  });

  test("of less than six characters would blacken ordinary words, and stays", () => {
    expect(redact("a test of the tester", ["test"])).toBe("a test of the tester");
  });
});

describe("a secret that nobody announced", () => {
  const names = ["clientSecret", "client_secret", "accessToken", "password", "passwd", "LWSSO_COOKIE_KEY", "token"];
  const named = fc.constantFrom(...names);

  test("does not survive under its name in JSON, whatever it is made of", () => {
    fc.assert(
      fc.property(named, withSigns, prose, (name, value, words) => {
        const text = redact(JSON.stringify({ a: words, [name]: value, b: 1 }));
        expect(text).not.toContain(JSON.stringify(value).slice(1, -1));
      }),
      tries(100),
    );
  });

  test("does not survive after its name and a sign", () => {
    fc.assert(
      fc.property(named, secret, fc.constantFrom("=", ": ", "='", ' = "'), (name, value, sign) => {
        expect(redact(`it says ${name}${sign}${value} and more`)).not.toContain(value);
      }),
      tries(100),
    );
  });

  test("does not survive as a bearer or in basic authentication", () => {
    fc.assert(
      fc.property(fc.constantFrom("Bearer", "bearer", "Basic"), secret, (scheme, value) => {
        expect(redact(`authorization: ${scheme} ${value}`)).not.toContain(value);
        expect(redact(`${scheme} ${value}7 was sent`)).not.toContain(value);
      }),
      tries(100),
    );
  });

  test("does not survive as a JSON Web Token", () => {
    const part = from(`${letters}0123456789-_`, 10, 80);
    fc.assert(
      fc.property(part, part, part, prose, (head, body, signature, words) => {
        const token = `eyJ${head}.eyJ${body}.${signature}`;
        expect(redact(`${words} ${token} ${words}`)).not.toContain(body);
      }),
      tries(100),
    );
  });
});

describe("a secret that is no lone word", () => {
  const token = `eyJ${"a".repeat(20)}.eyJ${"b".repeat(20)}.${"c".repeat(20)}`;

  test.each(["-", "_", "=", ":", '"', "'", "id_token-", "%3D", "a.b."])(
    "is found as a JSON Web Token after %s",
    before => {
      expect(redact(`x${before}${token} y`)).toBe(`x${before}[redacted] y`);
    },
  );

  test("is found as a JSON Web Token without a signature, and twice in a row", () => {
    const unsigned = token.slice(0, token.lastIndexOf(".") + 1);
    expect(redact(`${unsigned} ${token}.${token}`)).toBe("[redacted] [redacted].[redacted]");
  });

  test.each([
    ["apiKey=abcd1234efgh", "apiKey=[redacted]"],
    ["x-api-key: abcd1234efgh", "x-api-key: [redacted]"],
    ['{"api_key":"ab cd"}', '{"api_key":"[redacted]"}'],
    [
      String.raw`{"body":"{\"clientSecret\":\"ab cd\",\"id\":1}"}`,
      String.raw`{"body":"{\"clientSecret\":\"[redacted]\",\"id\":1}"}`,
    ],
    ['{"token":"cut off in the mid', '{"token":"[redacted]'],
  ])("is found in %s", (text, without) => {
    expect(redact(text)).toBe(without);
  });

  test("does not survive in JSON within JSON, whatever it is made of", () => {
    fc.assert(
      fc.property(withSigns, value => {
        const text = redact(JSON.stringify({ body: JSON.stringify({ clientSecret: value, id: 1 }) }));
        expect(text).toBe(JSON.stringify({ body: JSON.stringify({ clientSecret: "[redacted]", id: 1 }) }));
      }),
      tries(100),
    );
  });
});

describe("200 kB that could be secrets everywhere", () => {
  const took = (text: string): number => {
    const began = performance.now();
    redact(text);
    return performance.now() - began;
  };
  const long = (piece: string): string => piece.repeat(Math.ceil(200_000 / piece.length));
  /** What takes milliseconds where each character is looked at a few times, and minutes where it is for each name. */
  const GENEROUS_MS = 1000;

  test.each([
    "eyJ-",
    "eyJaaaaaaaa.",
    "eyJaaaaaaaa.b",
    '"cookie',
    "cookie-key",
    "cookiekey=",
    '"token":"\\',
    '\\"token\\":\\"',
  ])("keep nobody waiting: %s", piece => {
    expect(took(long(piece))).toBeLessThan(GENEROUS_MS);
  });

  test("keep nobody waiting where many names stand before one value", () => {
    for (const times of [1, 50]) {
      const text = `${"cookie".repeat(490 * times)}${"-key".repeat(735 * times)}":"abc"`;
      expect(took(text)).toBeLessThan(GENEROUS_MS);
    }
  });

  test("keep nobody waiting, whatever they are made of", () => {
    const fragment = fc.constantFrom(
      ..."eyJ|-|_|.|\"|'|\\|:|=| |secret|password|token|cookie|key|api|authorization|bearer|Basic|abcdefgh".split("|"),
    );
    fc.assert(
      fc.property(fc.array(fragment, { minLength: 1, maxLength: 12 }), pieces => {
        expect(took(long(pieces.join("")))).toBeLessThan(GENEROUS_MS);
      }),
      tries(30),
    );
  });
});

describe("ordinary text", () => {
  test("stays as it is", () => {
    fc.assert(
      fc.property(prose, text => {
        fc.pre(!/bearer|basic/iu.test(text));
        expect(redact(text)).toBe(text);
      }),
      tries(100),
    );
  });

  test.each([
    "Basic authentication is switched off on this server.",
    "The bearer is not allowed to do this.",
    "The access token is missing, not valid or expired.",
    "GET https://iam.eu.confidence.dev/v1/apiClients/donlangsbyz6iiksdt4c 200 12 ms",
    "The client secret was revealed.",
    "Choose a password.",
  ])("%s", text => {
    expect(redact(text)).toBe(text);
  });
});

describe("what is sensitive in a body or in headers", () => {
  test("is found by its name, at any depth", () => {
    expect(
      sensitiveValues({
        displayName: "open",
        clientSecret: "one",
        deeper: [{ "api-key": "two", "x": { password: "three" } }],
        secrets: ["four", "five"],
      }),
    ).toEqual(["one", "four", "five", "two", "three"]);
  });

  test("is found wherever it stands", () => {
    const way = fc.array(fc.oneof(fc.constant("[]"), fc.string()), { maxLength: 60 });
    fc.assert(
      fc.property(way, fc.string({ minLength: 1 }), (names, secret) => {
        const whole = names.reduce<unknown>((inner, name) => (name === "[]" ? [1, inner] : { id: 1, [name]: inner }), {
          client_secret: secret,
        });
        expect(sensitiveValues(whole)).toContain(secret);
      }),
      tries(300),
    );
  });

  test("is found at a depth where calls within calls would end with the stack", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(90_000)}{"secret":"at the bottom"}${"}".repeat(90_000)}`) as unknown;
    expect(sensitiveValues(deep)).toEqual(["at the bottom"]);
  });

  test("is not looked for in more parts than any answer has", () => {
    const wide = { many: Array.from({ length: 2_000_000 }, () => 1), later: [{ secret: "never sent" }] };
    expect(sensitiveValues(wide)).toEqual([]);
  });

  test("of an Authorization header is also what follows the scheme", () => {
    expect(sensitiveValues({ authorization: "Bearer demo-token" })).toEqual(["Bearer demo-token", "demo-token"]);
  });

  test("of basic authentication is also the password", () => {
    const encoded = Buffer.from("ada@example.com:pass:word").toString("base64");
    expect(sensitiveValues({ Authorization: `Basic ${encoded}` })).toEqual([`Basic ${encoded}`, encoded, "pass:word"]);
  });

  test.each([undefined, null, "text", 1])("of %s is nothing", value => {
    expect(sensitiveValues(value)).toEqual([]);
  });

  test("thousands of blanks after a name that could be a secret's keep nobody waiting", () => {
    for (const name of ['"secret"', "bearer", "authorization:"]) {
      const text = `${name}${" ".repeat(30_000)}`;
      expect(redact(text)).toBe(text);
    }
  });
});
