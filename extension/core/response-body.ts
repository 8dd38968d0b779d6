import * as l10n from "@vscode/l10n";
import { ServiceError } from "./errors.ts";

/** A page of 1,000 Octane keys with all their roles is about 2 MB; nothing that these services send comes near this. */
const MOST_BYTES = 32 * 1024 * 1024;

const [OPENING_BRACE, OPENING_BRACKET, COMMA] = [0x7b, 0x5b, 0x2c];
/** That page of Octane's has 60,000. */
const MOST_OPENINGS = 500_000;
const MOST_COMMAS = 5_000_000;

/** The whole body as text (UTF-8); throws a `protocol` error where it is too large, or has too many parts, to be an answer of these services. */
export async function readText(response: Response, mostBytes = MOST_BYTES): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  const chunks: AsyncIterable<Uint8Array> = response.body;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) {
      throw new ServiceError({
        kind: "protocol",
        message: l10n.t(
          "The answer is larger than {0} MB, which this service never sends.",
          Math.round(mostBytes / 1048576),
        ),
        hint: l10n.t("Check the address of the connection."),
        status: response.status,
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  text += decoder.decode();
  if (isTooIntricate(text)) {
    throw new ServiceError({
      kind: "protocol",
      message: l10n.t("The answer has more parts than this service ever sends."),
      hint: l10n.t("Check the address of the connection."),
      status: response.status,
    });
  }
  return text;
}

/** Reading JSON takes about a second for so many objects and lists, one in the other or not, and nothing else happens meanwhile. */
function isTooIntricate(text: string): boolean {
  if (text.length <= MOST_OPENINGS) return false;
  let openings = 0;
  let commas = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === OPENING_BRACE || code === OPENING_BRACKET) openings++;
    else if (code === COMMA) commas++;
  }
  return openings > MOST_OPENINGS || commas > MOST_COMMAS;
}
