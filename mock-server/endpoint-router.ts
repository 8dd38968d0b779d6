import { Router } from "express";
import type { IRouter, RequestHandler } from "express";
import { HttpFailure } from "./http-failure.ts";

interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As Express writes it: with `:id` where an id stands. */
  readonly path: string;
}

/** The endpoints as an Express router. `refusal` is what a service says of a method that a path doesn't have. */
export function endpointRouter<Route extends Endpoint>(
  routes: readonly Route[],
  handlerOf: (route: Route) => RequestHandler,
  refusal: (method: string, allowed: readonly string[]) => HttpFailure = methodNotAllowed,
): IRouter {
  const router = Router({ caseSensitive: true });
  for (const path of new Set(routes.map(route => route.path))) {
    const here = routes.filter(route => route.path === path);
    const endpoint = router.route(path);
    for (const route of here) endpoint[verbs[route.method]](handlerOf(route));
    const allowed = here.map(({ method }) => method);
    endpoint.all(({ method }) => {
      throw refusal(method, allowed);
    });
  }
  return router;
}

const verbs = { GET: "get", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" } as const;

const methodNotAllowed = (method: string, allowed: readonly string[]): HttpFailure =>
  new HttpFailure(405, `The method ${method} is not supported here.`, { headers: { Allow: allowed.join(", ") } });
