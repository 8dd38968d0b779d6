/** Something a person can mend: printed as it is, without a stack. */
export class Failure extends Error {
  exitCode;

  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
