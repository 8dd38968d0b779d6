/** A place where the mock does not answer as the real server did. */
export interface Difference {
  /** `answer.data[0].client_id`, `status` */
  readonly field: string;
  readonly real: string;
  readonly mock: string;
}

/** What a text looks like. Two texts of the same look are alike, unless values are to be compared. */
const looks: readonly (readonly [string, RegExp])[] = [
  ["a time in UTC with microseconds", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/],
  ["a time in UTC with milliseconds", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
  ["a time in UTC", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ["a time with an offset", /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:?\d\d$/],
  ["a date", /^\d{4}-\d\d-\d\d$/],
  ["a number in a text", /^-?\d+(\.\d+)?$/],
  ["a URL", /^https?:\/\//],
  ["a resource name", /^[a-z][A-Za-z]+\/[\w.-]+$/],
  ["an e-mail address", /^[^\s@]+@[^\s@]+$/],
];

/** Texts that clients decide by; they have to be the same, not just alike. */
const decisive = /(^|\.|\])(code|error_code|type|state|status|subtype|tokenType|region)$/i;

/** Where two JSON values differ, field by field; values only where they matter, or everywhere with `values`. */
export function differences(real: unknown, mock: unknown, field: string, values: boolean): Difference[] {
  const [realKind, mockKind] = [kindOf(real), kindOf(mock)];
  if (realKind !== mockKind) return [{ field, real: realKind, mock: mockKind }];
  if (isList(real) && isList(mock)) return ofLists(real, mock, field, values);
  if (isObject(real) && isObject(mock)) return ofObjects(real, mock, field, values);
  if ((values || decisive.test(field)) && real !== mock) {
    return [{ field, real: JSON.stringify(real), mock: JSON.stringify(mock) }];
  }
  // An empty text says nothing of what it would look like.
  if (real === "" || mock === "") return [];
  const [realLook, mockLook] = [lookOf(real), lookOf(mock)];
  return realLook === mockLook ? [] : [{ field, real: realLook, mock: mockLook }];
}

function ofObjects(real: object, mock: object, field: string, values: boolean): Difference[] {
  const [realFields, mockFields] = [new Map(Object.entries(real)), new Map(Object.entries(mock))];
  // The keys of labels are data.
  if (!values && field.endsWith(".labels")) return [];
  const names = new Set([...realFields.keys(), ...mockFields.keys()]);
  return [...names].flatMap(name =>
    differences(realFields.get(name), mockFields.get(name), `${field}.${name}`, values),
  );
}

/** The data differ, so each real element is held against the one that is most like it. */
function ofLists(real: readonly unknown[], mock: readonly unknown[], field: string, values: boolean): Difference[] {
  if (values && real.length !== mock.length) {
    return [{ field: `${field}.length`, real: String(real.length), mock: String(mock.length) }];
  }
  if (values) return real.flatMap((element, index) => differences(element, mock[index], `${field}[${index}]`, values));
  return real.flatMap((element, index) => {
    const compared = mock.map(candidate => differences(element, candidate, `${field}[${index}]`, values));
    return compared.sort((left, right) => left.length - right.length)[0] ?? [];
  });
}

function kindOf(value: unknown): string {
  if (value === undefined) return "not there";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function lookOf(value: unknown): string {
  if (typeof value !== "string") return typeof value;
  return looks.find(([, pattern]) => pattern.test(value))?.[0] ?? "a text";
}
