import { HttpFailure } from "../../http-failure.ts";
import type { FailureAnswer } from "../../service.ts";
import { errorCodes, missingSpaceText, notAuthenticatedText, sessionTimeouts } from "./inferred.ts";

/** What an error is about, beyond its words. */
export type Properties = Readonly<Record<string, string | number>>;

/** A failure with Octane's own code. */
export class OctaneFailure extends HttpFailure {
  readonly code: string;
  readonly properties: Properties;

  constructor(status: number, code: string, message: string, properties: Properties = {}) {
    super(status, message);
    this.code = code;
    this.properties = properties;
  }
}

/** A session that ended by itself; its body is like no other. */
export class SessionTimeout extends HttpFailure {
  readonly kind: keyof typeof sessionTimeouts;

  constructor(kind: keyof typeof sessionTimeouts) {
    super(401, sessionTimeouts[kind].accumulatedMessage);
    this.kind = kind;
  }
}

/** Several entities were sent, and not all of them could be taken. */
export class BulkFailure extends HttpFailure {
  readonly done: readonly object[];
  readonly errors: ReadonlyMap<number, OctaneFailure>;

  constructor(done: readonly object[], errors: ReadonlyMap<number, OctaneFailure>) {
    super(done.length === 0 ? 400 : 409, "Not every entity could be taken.");
    this.done = done;
    this.errors = errors;
  }
}

/** A field of a body that can't be as it was sent. */
export function illegalValue(field: string, description: string): OctaneFailure {
  return new OctaneFailure(400, errorCodes.illegalFieldValue, description, { field_name: field });
}

/** A field that the entity does not have. Names are case-sensitive. */
export function unknownField(field: string, entity: string): OctaneFailure {
  const name = field.slice(0, 100);
  return new OctaneFailure(400, errorCodes.unknownField, `The entity ${entity} has no field ${JSON.stringify(name)}.`, {
    field_name: name,
    entity_type: entity,
  });
}

/** A field that only the server sets. */
export function notEditable(field: string): OctaneFailure {
  return new OctaneFailure(403, errorCodes.notEditable, `The field ${field} can't be changed.`, { field_name: field });
}

/** A query parameter that makes no sense. */
export function badParameter(name: string, description: string): OctaneFailure {
  return new OctaneFailure(400, errorCodes.invalidParameter, `${name}: ${description}`, { parameter: name });
}

/** A body that is not what the endpoint takes. */
export function badBody(description: string): OctaneFailure {
  return new OctaneFailure(400, errorCodes.general, description);
}

export function entityNotFound(entity: string, id: string): OctaneFailure {
  const shown = id.slice(0, 100);
  return new OctaneFailure(
    404,
    errorCodes.entityNotFound,
    `There is no ${entity} with the id ${JSON.stringify(shown)}.`,
    {
      entity_type: entity,
      entity_id: shown,
    },
  );
}

export function spaceNotFound(id: string): OctaneFailure {
  return new OctaneFailure(
    404,
    errorCodes.spaceNotFound,
    `${missingSpaceText}: there is no shared space with the id ${JSON.stringify(id.slice(0, 100))}.`,
  );
}

export function workspaceNotFound(id: string): OctaneFailure {
  return new OctaneFailure(
    404,
    errorCodes.workspaceNotFound,
    `There is no workspace with the id ${JSON.stringify(id.slice(0, 100))} that you may see.`,
  );
}

/** One text for every reason: it must not tell a stranger what was wrong. */
export function notAuthenticated(): OctaneFailure {
  return new OctaneFailure(401, errorCodes.notAuthorized, `${notAuthenticatedText}. Sign in again.`);
}

export function notAuthorized(description: string): OctaneFailure {
  return new OctaneFailure(403, errorCodes.notAuthorized, description);
}

/** A failure as Octane sends it. */
export function describe(failure: HttpFailure, correlationId: () => string): FailureAnswer {
  if (failure instanceof SessionTimeout) return { body: sessionTimeouts[failure.kind] };
  if (failure instanceof BulkFailure) {
    const errors = [...failure.errors].map(([index, error]) =>
      errorBody(error, correlationId(), { index }, { ...error.properties, entity_index: index }),
    );
    return {
      body: { total_count: failure.done.length, data: failure.done, exceeds_total_count: false, errors },
    };
  }
  return { body: errorBody(failure, correlationId(), {}, failure instanceof OctaneFailure ? failure.properties : {}) };
}

/** `business_error` is there only where a rule of the product was broken, and `stack_trace` is never more than null. */
function errorBody(failure: HttpFailure, correlation: string, place: object, properties: Properties): object {
  const code = failure instanceof OctaneFailure ? failure.code : otherCode(failure.status);
  return {
    error_code: code,
    correlation_id: correlation,
    description: failure.message,
    description_translated: failure.message,
    properties: Object.keys(properties).length === 0 ? null : properties,
    stack_trace: null,
    ...(code === errorCodes.illegalFieldValue ? { business_error: true } : {}),
    ...place,
  };
}

function otherCode(status: number): string {
  if (status === 401 || status === 403) return errorCodes.notAuthorized;
  return status === 404 ? errorCodes.noSuchPath : errorCodes.general;
}
