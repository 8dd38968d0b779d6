/** JSON that was made once and is answered with as often as it is asked for: each time the same bytes, never copied. */
export class ReadyJson {
  readonly text: string;
  readonly bytes: Uint8Array;

  constructor(body: object) {
    this.text = JSON.stringify(body);
    this.bytes = Buffer.from(this.text);
  }
}
