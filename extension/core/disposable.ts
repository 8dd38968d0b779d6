/** What must be let go in the end; VS Code's own class of that name fits it. */
export interface Disposable {
  dispose(): void;
}
