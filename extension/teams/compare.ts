import type { Connection } from "../connections/connection.ts";
import type { ServiceInfo } from "../services/service.ts";
import { objectOf, type SharedConnection } from "./connection-file.ts";

/** What is asked of whoever imports is the service's to say; of a file's fields only those count. */
type Fields = Pick<ServiceInfo, "connectionFields">;

export type Difference = "name" | "environment" | "readOnly";

/** How a connection of a file stands to those that are there. */
export type Compared =
  | { readonly type: "new"; readonly shared: SharedConnection }
  | { readonly type: "same"; readonly shared: SharedConnection; readonly present: Connection }
  | {
      readonly type: "differs";
      readonly shared: SharedConnection;
      readonly present: Connection;
      readonly in: readonly Difference[];
    }
  /** Its service is not there: of an extension that is not installed, or of another version. */
  | { readonly type: "unknown-service"; readonly shared: SharedConnection };

/**
 * Two are the same one where they lead to the same place: service, address, and what the service asks for besides. That one of a file
 * can't take the place of one that leads elsewhere, so a stored sign-in is never sent to another server.
 */
export function compare(
  shared: SharedConnection,
  present: readonly Connection[],
  service: Fields | undefined,
): Compared {
  if (service === undefined) return { type: "unknown-service", shared };
  const fields = fieldsOf(shared, service);
  const same = present.find(
    each =>
      each.service === shared.service &&
      each.baseUrl === shared.baseUrl &&
      service.connectionFields.every(({ key }) => (each.fields[key] ?? "") === (fields[key] ?? "")),
  );
  if (same === undefined) return { type: "new", shared };
  const differences = (["name", "environment", "readOnly"] as const).filter(key => same[key] !== shared[key]);
  return differences.length === 0
    ? { type: "same", shared, present: same }
    : { type: "differs", shared, present: same, in: differences };
}

/** Those that the service knows. */
export function fieldsOf({ fields }: SharedConnection, service: Fields): Readonly<Record<string, string>> {
  const known = new Set(service.connectionFields.map(({ key }) => key));
  return objectOf(fields.filter(({ key }) => known.has(key)));
}

/** The connection that an import makes: a new one, or the present one with what differs. The authority's file stays as it is. */
export function imported(
  compared: Compared,
  id: Connection["id"],
  service: Fields,
  taken: readonly string[],
): Connection {
  const { shared } = compared;
  const { name, environment, readOnly } = shared;
  if (compared.type === "differs") return { ...compared.present, name, environment, readOnly };
  return {
    id,
    name: freeName(name, taken),
    service: shared.service,
    baseUrl: shared.baseUrl,
    environment,
    readOnly,
    fields: fieldsOf(shared, service),
  };
}

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) {
    const tried = `${name} (${number})`;
    if (!taken.includes(tried)) return tried;
  }
}
