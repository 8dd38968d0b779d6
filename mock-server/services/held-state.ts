/** What a service works on; it is there once it was seeded or loaded, and is replaced as a whole. */
export interface HeldState<State> {
  readonly current: () => State;
  readonly hold: (state: State) => void;
}

export function heldState<State extends object>(): HeldState<State> {
  let held: State | undefined;
  return {
    current: () => {
      if (held === undefined) throw new Error("The service has to be seeded or loaded before it is asked.");
      return held;
    },
    hold: state => {
      held = state;
    },
  };
}
