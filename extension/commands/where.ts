import { hostOf } from "../connections/base-url.ts";
import { type Connection, environmentOf } from "../connections/connection.ts";
import { environmentWords } from "../connections/environment-words.ts";
import { serviceById } from "../services/catalog.ts";
import type { ConnectionSettings } from "../connections/settings.ts";
import type { ConnectionId } from "../core/model.ts";
import type { Where } from "../webviews/messages.ts";

/** What a page's banner says about its connection. */
export function whereIs(connection: Connection): Where {
  const environment = environmentOf(connection);
  return {
    connection: connection.name,
    service: serviceById(connection.service)?.info.name ?? connection.service,
    environment,
    environmentLabel: environmentWords(environment),
    server: hostOf(connection.baseUrl),
    readOnly: connection.readOnly,
  };
}

/** The same by its id; undefined where there is no such connection any more. */
export function whereOf(settings: Pick<ConnectionSettings, "find">, id: ConnectionId): Where | undefined {
  const connection = settings.find(id);
  return connection && whereIs(connection);
}
