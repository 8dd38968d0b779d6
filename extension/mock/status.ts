/** How the bundled mock server is. */
export type MockStatus =
  /** Nobody needed it yet, or a person stopped it. It starts when it is asked. */
  | { readonly type: "stopped" }
  | { readonly type: "starting" }
  | {
      readonly type: "running";
      readonly url: string;
      readonly pid: number | undefined;
      /** Where its state file is kept that was found damaged; it goes on with the last good copy. */
      readonly damaged?: string | undefined;
    }
  /** It ended, and nobody had asked it to. */
  | { readonly type: "ended"; readonly how: string }
  | { readonly type: "failed"; readonly message: string };
