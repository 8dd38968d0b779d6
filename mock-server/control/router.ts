import { Router } from "express";
import type { RequestHandler } from "express";
import { HttpFailure } from "../http-failure.ts";
import { jsonBody } from "../json-body.ts";
import type { Controlled } from "./controlled.ts";
import { documentOf, documentPath } from "./document.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";

/** A state of a hundred thousand clients is some 60 MB. */
const stateLimit = "128mb";

/** What is under `/__mock/`: how tests and people steer this server itself. */
export function controlRouter(controlled: Controlled): Router {
  const router = Router({ caseSensitive: true });
  const [readBody, readState] = [jsonBody(), jsonBody(stateLimit)];
  router.use((request, response, next) => {
    (request.path === "/__mock/state" ? readState : readBody)(request, response, next);
  });
  for (const path of new Set(endpoints.map(endpoint => endpoint.path))) {
    const here = endpoints.filter(endpoint => endpoint.path === path);
    route(
      router,
      path.replaceAll(/\{(\w+)\}/g, ":$1"),
      here.map(endpoint => [endpoint.method, handlerOf(endpoint, controlled)]),
    );
  }
  let document: object | undefined;
  route(router, documentPath, [["GET", (_, response) => void response.json((document ??= documentOf(endpoints)))]]);
  router.use(() => {
    throw new HttpFailure(404, `The control API has no such path. ${documentPath} says what it has.`);
  });
  return router;
}

function handlerOf(endpoint: Endpoint, controlled: Controlled): RequestHandler {
  return (request, response) => endpoint.perform(controlled, request, response);
}

/** One path with its methods; any other method is answered with the list of them. */
function route(
  router: Router,
  path: string,
  handlers: readonly (readonly [Endpoint["method"], RequestHandler])[],
): void {
  const here = router.route(path);
  for (const [method, handler] of handlers) {
    if (method === "GET") here.get(handler);
    else if (method === "POST") here.post(handler);
    else if (method === "PUT") here.put(handler);
    else here.delete(handler);
  }
  const allow = handlers.map(([method]) => method).join(", ");
  here.all(() => {
    throw new HttpFailure(405, `This path takes ${allow}.`, { headers: { Allow: allow } });
  });
}
