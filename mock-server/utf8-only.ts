/*
 * Stands in for iconv-lite in the bundle: body-parser and raw-body ask it for a decoder, and the services speak UTF-8
 * only, so the tables of every other charset (986 KB) stay out. The server refuses any other charset before this is asked.
 */
import { StringDecoder } from "node:string_decoder";

const names = new Set(["utf-8", "utf8"]);

/** A decoder for a stream of bytes, as iconv-lite hands it out. */
export function getDecoder(encoding: string) {
  // raw-body recognises iconv-lite's own wording and turns it into 415.
  if (!encodingExists(encoding)) throw new Error(`Encoding not recognized: '${encoding}'`);
  const decoder = new StringDecoder("utf8");
  let started = false;
  return {
    write: (chunk: Buffer) => {
      const text = decoder.write(chunk);
      if (started || text === "") return text;
      started = true;
      return text.replace(/^\uFEFF/, "");
    },
    end: () => decoder.end(),
  };
}

/** Whether a charset can be decoded. */
export function encodingExists(encoding: string): boolean {
  return names.has(encoding.toLowerCase());
}

/** Bytes as text. */
export function decode(bytes: Buffer, encoding: string): string {
  const decoder = getDecoder(encoding);
  return decoder.write(bytes) + decoder.end();
}
