import * as l10n from "@vscode/l10n";
import { ServiceError } from "./errors.ts";

/** A page of 1,000 Octane keys with all their roles is about 2 MB; nothing that these services send comes near this. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The whole body as text (UTF-8); throws a `protocol` error where it is too large to be an answer of these services. */
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
  return text + decoder.decode();
}
