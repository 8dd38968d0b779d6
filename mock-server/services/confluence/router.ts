import type { Request, RequestHandler } from "express";
import { endpointRouter } from "../../endpoint-router.ts";
import { HttpFailure } from "../../http-failure.ts";
import type { ServiceContext } from "../../service.ts";
import { bringsKey, callerOf } from "./access.ts";
import { methodNotSupported, unauthenticated } from "./failures.ts";
import type { Call, Desk, Reply, Route } from "./route.ts";
import type { State } from "./state.ts";
import { viewOf, viewWithKey } from "./visibility.ts";

/** The endpoints as an Express router. A method that a path doesn't have is 405, any other path 404. */
export function routerOf(routes: readonly Route[], context: ServiceContext, state: () => State): RequestHandler {
  const router = endpointRouter(routes, route => handlerOf(route, context, state), methodNotSupported);
  router.use(request => {
    throw new HttpFailure(404, `null for uri: ${siteOf(request)}${request.path}`);
  });
  return router;
}

function handlerOf(route: Route, context: ServiceContext, state: () => State): RequestHandler {
  return async (request, response) => {
    const desk: Desk = { state: state(), options: context.options(), clock: context.clock };
    const { status = 200, headers = {}, body, changed } = replyTo(route, desk, request);
    if (changed) await context.save();
    response.status(status).set(headers);
    if (body === undefined) response.end();
    else response.json(body);
  };
}

function replyTo(route: Route, desk: Desk, request: Request): Reply {
  if (route.access === "anyone") return route.handle(desk);
  const call = callOf(desk, request, route.access);
  if (route.access === "reader") return route.handle(desk, call);
  if (call.caller.kind === "anonymous") throw unauthenticated();
  return route.handle(desk, { ...call, user: call.caller.user });
}

function callOf(desk: Desk, request: Request, access: Exclude<Route["access"], "anyone">): Call {
  const { state, options, clock } = desk;
  const caller = callerOf(state, request.headers.authorization, access, options);
  const ownView = viewOf(state, caller);
  const hasKey = bringsKey(state, caller, request.get("Atl-Confluence-With-Admin-Key"), options, clock.now());
  const { id } = request.params;
  return {
    caller,
    view: hasKey ? viewWithKey : ownView,
    ownView,
    id: typeof id === "string" ? id : "",
    query: new URLSearchParams(request.originalUrl.split("?").slice(1).join("?")),
    body: request.body,
    path: request.path,
    site: siteOf(request),
    address: request.socket.remoteAddress ?? "",
  };
}

function siteOf(request: Request): string {
  return `${request.protocol}://${request.headers.host ?? "localhost"}`;
}
