/** What has to be there for a test to make sense. */
export function sure<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("it is not there");
  return value;
}
