/** A request that can't be answered as asked. Each service says this in the shape of its own error bodies. */
export class HttpFailure extends Error {
  override readonly name = "HttpFailure";
  readonly status: number;
  /** What the service's body has beyond the message, such as the fields that are wrong. */
  readonly details: readonly unknown[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: { readonly details?: readonly unknown[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.details = more.details ?? [];
    this.headers = more.headers ?? {};
  }
}
