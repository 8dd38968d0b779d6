import type { Request, RequestHandler } from "express";
import { endpointRouter } from "../../endpoint-router.ts";
import type { ServiceContext } from "../../service.ts";
import { callerOf, demand } from "./access.ts";
import { notFound } from "./failures.ts";
import { camelCase } from "./field-names.ts";
import type { Call, Desk, Query, Route } from "./route.ts";
import type { State } from "./state.ts";

/** The endpoints as an Express router. A method that a path doesn't have is 405, any other path 404. */
export function routerOf(routes: readonly Route[], context: ServiceContext, state: () => State): RequestHandler {
  const router = endpointRouter(routes, route => handlerOf(route, context, state));
  router.use(request => {
    throw notFound(request.path);
  });
  return router;
}

function handlerOf(route: Route, context: ServiceContext, state: () => State): RequestHandler {
  return async (request, response) => {
    const desk: Desk = {
      state: state(),
      options: context.options(),
      random: context.random(),
      clock: context.clock,
    };
    const answer = answerOf(route, desk, request);
    if (route.writes) await context.save();
    response.json(answer);
  };
}

function answerOf(route: Route, desk: Desk, request: Request): object {
  const { id } = request.params;
  const call: Call = { id: typeof id === "string" ? id : "", query: queryOf(request), body: request.body };
  if (route.open) return route.handle(desk, call);
  const caller = callerOf(desk.state, request.headers.authorization, desk.clock.now());
  if (route.scope !== undefined) demand(desk.state, caller, route.scope);
  return route.handle(desk, { ...call, caller });
}

function queryOf(request: Request): Query {
  const question = request.originalUrl.indexOf("?");
  const parameters = new URLSearchParams(question === -1 ? "" : request.originalUrl.slice(question + 1));
  const query: Record<string, string> = {};
  for (const [name, value] of parameters) if (name !== "__proto__") query[camelCase(name)] = value;
  return query;
}
