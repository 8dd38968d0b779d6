import { parseArgs } from "node:util";
import { serviceNames } from "../mock.ts";

/** `record` and `verify`, as they stand on the command line. */
export type RecordingCommand =
  | {
      readonly kind: "record";
      readonly origins: ReadonlyMap<string, string>;
      readonly file: string;
      readonly port: number;
    }
  | { readonly kind: "verify"; readonly file: string; readonly against: string | undefined; readonly values: boolean };

export const recordingHelp = `
Compare it with the real thing, if you have access to one:

  keyporter-mock record SERVICE=https://... [...] [--out FILE] [--port N]
                           pass calls on to real servers and note them, without any secret, in FILE (fixture.json)
  keyporter-mock verify FIXTURE [--against URL] [--values]
                           ask a mock the same, and say field by field where it answers differently
                           (--values: compare every value, not just what it looks like); exit code 1 if it does
`;

/** Undefined where the first word is neither. Throws where it is, but makes no sense. */
export function readRecordingCommand([verb, ...rest]: readonly string[]): RecordingCommand | undefined {
  if (verb === "record") {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: { out: { type: "string" }, port: { type: "string" } },
    });
    if (positionals.length === 0) throw new Error("record needs at least one SERVICE=https://...");
    const port = Number(values.port ?? 4011);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error("--port takes a number from 0 to 65535");
    return { kind: "record", origins: new Map(positionals.map(origin)), file: values.out ?? "fixture.json", port };
  }
  if (verb === "verify") {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: { against: { type: "string" }, values: { type: "boolean" } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new Error("verify needs one FIXTURE");
    return { kind: "verify", file, against: values.against?.replace(/\/$/, ""), values: values.values ?? false };
  }
  return undefined;
}

function origin(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  const [service, address] = [text.slice(0, at), text.slice(at + 1)];
  if (!serviceNames.includes(service))
    throw new Error(`record takes ${serviceNames.join("=, ")}=, not ${JSON.stringify(text)}`);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = url !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname);
  if (url === undefined || (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal))) {
    throw new Error(`${service} needs an https address, not ${JSON.stringify(address)}`);
  }
  return [service, url.origin];
}
