import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/*
 * X.509 certificates for tests, as DER by hand (RFC 5280, only what a server's needs), so that no openssl has to be installed.
 */

const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts);
const hex = (text: string): Buffer => Buffer.from(text, "hex");

const ecdsaWithSha256 = sequence(hex("06082a8648ce3d040302"));
const name = (commonName: string): Buffer =>
  sequence(tlv(0x31, sequence(hex("0603550403"), tlv(0x0c, Buffer.from(commonName)))));
const time = (date: Date): Buffer =>
  tlv(0x18, Buffer.from(`${date.toISOString().replaceAll(/[-:T]/gu, "").slice(0, 14)}Z`));
const extension = (oid: string, value: Uint8Array): Buffer => sequence(hex(oid), tlv(0x04, value));

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateInit {
  readonly host?: string;
  readonly from?: Date;
  readonly until?: Date;
}

const YEAR = 365 * 86_400_000;

/** An authority of one's own, and what it signs. */
export function authority(): { readonly cert: string; issue(init?: CertificateInit): Certificate } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const own = certify("Test authority", publicKey, {}, privateKey, "Test authority", true);
  return {
    cert: own,
    issue(init = {}) {
      const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
      return {
        key: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        cert: certify("A server", pair.publicKey, init, privateKey, "Test authority", false),
      };
    },
  };
}

/** A certificate that nobody but itself vouches for. */
export function selfSigned(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: certify("A server", publicKey, {}, privateKey, "A server", false),
  };
}

function certify(
  subject: string,
  publicKey: KeyObject,
  { host = "127.0.0.1", from = new Date(Date.now() - YEAR), until = new Date(Date.now() + YEAR) }: CertificateInit,
  signer: KeyObject,
  issuer: string,
  isAuthority: boolean,
): string {
  const address = /^[\d.]+$/u.test(host)
    ? tlv(0x87, Buffer.from(host.split(".").map(Number)))
    : tlv(0x82, Buffer.from(host));
  const content = sequence(
    tlv(0xa0, hex("020102")),
    tlv(0x02, hex(isAuthority ? "01" : "02")),
    ecdsaWithSha256,
    name(issuer),
    sequence(time(from), time(until)),
    name(subject),
    publicKey.export({ type: "spki", format: "der" }),
    tlv(
      0xa3,
      sequence(
        isAuthority ? extension("0603551d13", sequence(hex("0101ff"))) : extension("0603551d11", sequence(address)),
      ),
    ),
  );
  const der = sequence(content, ecdsaWithSha256, tlv(0x03, hex("00"), sign("sha256", content, signer)));
  return `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replaceAll(/.{64}/gu, "$&\n")}\n-----END CERTIFICATE-----\n`;
}
