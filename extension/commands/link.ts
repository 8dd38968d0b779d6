import * as v from "valibot";
import { connectionId, credentialId, type ConnectionId, type CredentialId } from "../core/model.ts";

/** What a link to Keyporter leads to: a row of the tree, or the details of a credential. Nothing else can be asked for. */
export interface Link {
  readonly connectionId: ConnectionId;
  /** Missing where it leads to the connection itself. */
  readonly id?: CredentialId;
}

/** Part of a path. Services name their credentials with these signs; what means another path is none. */
const segment = v.pipe(v.string(), v.regex(/^(?!\.{1,2}$)[\w.~@:+=-]{1,200}$/u));

const parts = v.union([
  v.pipe(
    v.strictTuple([v.literal("connection"), segment]),
    v.transform(([, connection]): Link => ({ connectionId: connectionId(connection) })),
  ),
  v.pipe(
    v.tupleWithRest([v.literal("key"), segment, segment], segment),
    v.maxLength(6),
    v.transform(([, connection, ...id]): Link => ({
      connectionId: connectionId(connection),
      id: credentialId(id.join("/")),
    })),
  ),
]);

/**
 * The path of a link: `/connection/<id of the connection>` or `/key/<id of the connection>/<id of the credential>`, the latter as the
 * service has it (`apiClients/abc`). Undefined for everything else; what follows the path is not looked at.
 */
export function parseLink(path: string): Link | undefined {
  const [root, ...rest] = path.split("/");
  const parsed = v.safeParse(parts, rest);
  return root === "" && parsed.success ? parsed.output : undefined;
}

/** The path that `parseLink` reads. Undefined where an id is of a form that no link can have. */
export function linkPath({ connectionId: connection, id }: Link): string | undefined {
  const path = id === undefined ? `/connection/${connection}` : `/key/${connection}/${id}`;
  return parseLink(path) === undefined ? undefined : path;
}
