export interface Http {
  readonly placeholder?: never;
}
