/** Lets what would take half a minute to time out do so in seconds. Answers with the way back. */
export function shorterTimeouts(times: number): () => void {
  const usual = AbortSignal.timeout.bind(AbortSignal);
  Reflect.set(AbortSignal, "timeout", (milliseconds: number) => usual(Math.ceil(milliseconds / times)));
  return () => void Reflect.set(AbortSignal, "timeout", usual);
}
