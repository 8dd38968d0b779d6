/** Why the server can't start, in one line for the person who started it. The command line then ends with exit code 2. */
export class StartError extends Error {
  override readonly name = "StartError";
}
