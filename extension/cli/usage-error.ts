/** The command line or the environment asks for something that can't be; nothing was sent. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
