import * as l10n from "@vscode/l10n";
import { X509Certificate } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { ServiceError } from "../core/errors.ts";

/** The largest bundles of authorities that systems come with are a few hundred kilobytes. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/**
 * What tells one content of the file from another, without reading it.
 * Throws a `ServiceError` that names the file where it can't be asked.
 */
export async function versionOf(path: string): Promise<string> {
  if (!isAbsolute(path)) {
    throw unusable(
      l10n.t("“{0}” does not say from the root on where the file of the certificate authority is.", path),
      undefined,
    );
  }
  try {
    const found = await stat(path);
    // Reading a pipe or a device could go on for ever.
    if (!found.isFile()) throw unusable(l10n.t("{0} is not a file.", path), undefined);
    if (found.size > LARGEST_BYTES)
      throw unusable(l10n.t("{0} is too large to hold a certificate authority.", path), undefined);
    return [found.ino, found.size, found.mtimeMs].join(" ");
  } catch (error) {
    throw error instanceof ServiceError ? error : unreadable(path, error);
  }
}

/**
 * The certificates in a file, as PEM: one or several in PEM, or a single one in DER, as Windows exports it.
 * Throws a `ServiceError` that names the file where there is none.
 */
export async function readAuthorities(path: string): Promise<readonly string[]> {
  await versionOf(path);
  const content = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const blocks = content.toString("latin1").match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gsu);
  try {
    return (blocks ?? [content]).map(block => new X509Certificate(block).toString());
  } catch (error) {
    throw unusable(l10n.t("{0} does not hold a certificate that can be read.", path), error);
  }
}

const CODES_OF_ABSENCE: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR"]);

function unreadable(path: string, error: unknown): ServiceError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return unusable(
    CODES_OF_ABSENCE.has(code)
      ? l10n.t("The file of the certificate authority, {0}, is not there.", path)
      : l10n.t("The file of the certificate authority, {0}, can't be read ({1}).", path, String(code)),
    error,
  );
}

/** Nothing was sent. Not "unavailable", because trying again alone does not help. */
const unusable = (message: string, cause: unknown): ServiceError =>
  new ServiceError({
    kind: "protocol",
    message,
    hint: l10n.t("Edit the connection and choose the authority's certificate file (PEM: .pem, .crt or .cer)."),
    cause,
  });
