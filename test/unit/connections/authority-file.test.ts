import { X509Certificate } from "node:crypto";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAuthorities, versionOf } from "../../../extension/private-ca/authority-file.ts";
import { authority } from "../core/certificate.ts";
import { failure } from "../core/failure.ts";
import { temporaryFolder } from "./undici-bundle.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder.path, name);
  await writeFile(path, content);
  return path;
};
const fingerprints = (pems: readonly string[]): readonly string[] =>
  pems.map(pem => new X509Certificate(pem).fingerprint256);

describe("the file of a certificate authority", () => {
  test("may hold several certificates, with text and other line ends in between", async () => {
    const [one, two] = [authority().cert, authority().cert];
    const content = `# Company root\r\n${one.replaceAll("\n", "\r\n")}\r\n# and the next\r\n${two}`;
    expect(fingerprints(await readAuthorities(await file("several.pem", content)))).toEqual(fingerprints([one, two]));
  });

  test("may be in DER, as Windows exports it", async () => {
    const { cert } = authority();
    const path = await file("company.cer", new X509Certificate(cert).raw);
    expect(fingerprints(await readAuthorities(path))).toEqual(fingerprints([cert]));
  });

  test("gives nothing but its certificates, also where a key lies beside them", async () => {
    const own = authority();
    const { cert, key } = own.issue();
    expect((await readAuthorities(await file("both.pem", key + cert))).join("")).not.toContain("PRIVATE KEY");
  });

  test.each([
    ["nothing", ""],
    ["a text", "not a certificate"],
    ["a private key only", authority().issue().key],
    ["a damaged certificate", authority().cert.replace(/\n.{20}/u, "\nAAAAAAAAAAAAAAAAAAAA")],
  ])("that holds %s is refused by its name, with what to do", async (_, content) => {
    const path = await file("wrong.pem", content);
    const error = await failure(readAuthorities(path));
    expect(error.message).toBe(`${path} does not hold a certificate that can be read.`);
    expect(error.hint).toBe(
      "Edit the connection and choose the authority's certificate file (PEM: .pem, .crt or .cer).",
    );
    expect(error.kind).toBe("protocol");
    // The content may be a key that somebody chose by mistake.
    if (content !== "") expect(`${error.message} ${String(error.cause)}`).not.toContain(content.slice(0, 20));
  });

  test("that is not there, or no file, or not named in full, is refused by its name", async () => {
    const missing = join(folder.path, "missing.pem");
    expect((await failure(readAuthorities(missing))).message).toBe(
      `The file of the certificate authority, ${missing}, is not there.`,
    );
    await mkdir(join(folder.path, "folder"), { recursive: true });
    expect((await failure(readAuthorities(join(folder.path, "folder")))).message).toMatch(/folder is not a file\.$/u);
    expect((await failure(readAuthorities("ca.pem"))).message).toMatch(/^“ca\.pem” does not say from the root/u);
  });

  test("that is far too large is not read", async () => {
    const path = await file("large.pem", Buffer.alloc(5 * 1024 * 1024));
    expect((await failure(readAuthorities(path))).message).toBe(
      `${path} is too large to hold a certificate authority.`,
    );
  });

  test("is another version once it was changed", async () => {
    const path = await file("changing.pem", authority().cert);
    const before = await versionOf(path);
    expect(await versionOf(path)).toBe(before);
    await utimes(path, new Date(), new Date(Date.now() + 5000));
    expect(await versionOf(path)).not.toBe(before);
  });
});
