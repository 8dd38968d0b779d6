import type { Request, RequestHandler, Response } from "express";
import { endpointRouter } from "../../endpoint-router.ts";
import { HttpFailure } from "../../http-failure.ts";
import type { ServiceContext } from "../../service.ts";
import { callerOf, demandSpaceAdmin, visibleWorkspaces } from "./access.ts";
import { sessionCookie, setCookie } from "./cookies.ts";
import { BulkFailure, OctaneFailure, spaceNotFound, workspaceNotFound } from "./failures.ts";
import { errorCodes, techPreviewStatus } from "./inferred.ts";
import type { Call, Desk, Parameters, Route } from "./route.ts";
import { renewed } from "./session.ts";
import type { State } from "./state.ts";

/** The endpoints as an Express router. A method that a path doesn't have is 405, any other path 404. */
export function routerOf(routes: readonly Route[], context: ServiceContext, state: () => State): RequestHandler {
  const router = endpointRouter(routes, route => handlerOf(route, context, state));
  router.use(() => {
    throw new OctaneFailure(404, errorCodes.noSuchPath, "There is no resource at this path.");
  });
  return router;
}

function handlerOf(route: Route, context: ServiceContext, state: () => State): RequestHandler {
  return async (request, response) => {
    if (!request.accepts("application/json")) {
      throw new HttpFailure(406, "Only application/json can be answered: change the Accept header.");
    }
    const desk: Desk = {
      state: state(),
      options: context.options(),
      random: context.random(),
      clock: context.clock,
    };
    if (route.open) {
      route.handle(desk, request, response);
      if (route.writes) await context.save();
      response.status(200).end();
      return;
    }
    const call = callOf(desk, request, response);
    if (route.admin) demandSpaceAdmin(desk.state, call.caller.account);
    if (route.techPreview) demandTechPreview(request);
    const answer = await answerOf(() => route.handle(desk, call), route.writes ?? false, context);
    response.status(route.status ?? 200).json(answer);
  };
}

/** Who calls, and where: the cookie is renewed before anything else can go wrong. */
function callOf(desk: Desk, request: Request, response: Response): Call {
  const { state, options, clock } = desk;
  const caller = callerOf(state, request, options, clock.now());
  if (caller.session) setCookie(response, sessionCookie, renewed(state, caller.session, clock.now()));
  const { space, workspace, id } = request.params;
  if (typeof space === "string" && space !== state.space.id) throw spaceNotFound(space);
  const below = typeof workspace === "string" ? workspace : undefined;
  if (below !== undefined && !visibleWorkspaces(state, caller.account).has(below)) throw workspaceNotFound(below);
  return {
    caller,
    id: typeof id === "string" ? id : "",
    workspace: below,
    parameters: parametersOf(request),
    body: request.body,
  };
}

async function answerOf(handle: () => object, writes: boolean, context: ServiceContext): Promise<object> {
  try {
    const answer = handle();
    if (writes) await context.save();
    return answer;
  } catch (error) {
    // What could be done of a bulk request was done, and is acknowledged as such.
    if (error instanceof BulkFailure && error.done.length > 0) await context.save();
    throw error;
  }
}

/** The header by today's name, the one with underscores that SDKs send, and the value that old servers took. */
function demandTechPreview(request: Request): void {
  const names = ["alm-octane-tech-preview", "alm_octane_tech_preview"];
  if (names.some(name => String(request.headers[name]).toLowerCase() === "true")) return;
  if (request.headers["hpeclienttype"] === "ALM_OCTANE_TECH_PREVIEW") return;
  throw new OctaneFailure(
    techPreviewStatus,
    errorCodes.techPreview,
    "This resource is a technical preview: send the header ALM-OCTANE-TECH-PREVIEW: true. A proxy may have removed it.",
  );
}

function parametersOf(request: Request): Parameters {
  const given = new URLSearchParams(request.originalUrl.split("?").slice(1).join("?"));
  return Object.fromEntries([...given].filter(([name]) => name !== "__proto__"));
}
