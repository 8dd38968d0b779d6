/**
 * The work, never begun while it is under way: whoever asks for it meanwhile gets one more run for all of them afterwards, since what
 * they ask for may have changed after the present one looked.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await work();
    } while (isAskedAgain());
  };
  const isAskedAgain = (): boolean => again;
  return () => {
    again = true;
    running ??= run().finally(() => (running = undefined));
    return running;
  };
}
