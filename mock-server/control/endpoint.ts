import type { Request, Response } from "express";
import type * as v from "valibot";
import { HttpFailure } from "../http-failure.ts";
import { readGiven } from "../read-given.ts";
import type { Controlled } from "./controlled.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

type Schema<Output> = v.GenericSchema<unknown, Output>;

/** What a request to the control API brings along, checked. */
export interface Call<Query, Body> {
  /** The part of the path in braces; empty where there is none. */
  readonly name: string;
  readonly query: Query;
  readonly body: Body;
}

interface Described {
  readonly method: Method;
  /** With `{name}` where something is named. */
  readonly path: string;
  readonly summary: string;
  /** What the summary has no room for. */
  readonly description?: string;
  /** Statuses of errors beyond 400, and when they come. */
  readonly errors?: Readonly<Record<number, string>>;
}

/** One thing that the control API can do, with all that its document says of it. */
export interface Endpoint extends Described {
  readonly query?: v.GenericSchema;
  readonly body?: v.GenericSchema;
  readonly bodyIsOptional: boolean;
  readonly answer: { readonly type: "application/json" | "text/event-stream"; readonly schema: v.GenericSchema };
  readonly perform: (controlled: Controlled, request: Request, response: Response) => Promise<void>;
}

/** An endpoint that answers with JSON. */
export function endpoint<Query = object, Body = undefined>(
  given: Described & {
    readonly query?: Schema<Query>;
    readonly body?: Schema<Body>;
    /** What the document says of a body that `handle` judges by itself. */
    readonly bodyShown?: v.GenericSchema;
    /** Stands for a body that was not sent. */
    readonly withoutBody?: unknown;
    readonly answer: v.GenericSchema;
    readonly handle: (controlled: Controlled, call: Call<Query, Body>) => unknown;
  },
): Endpoint {
  const { query, body, bodyShown = body, withoutBody, answer, handle, ...described } = given;
  return {
    ...described,
    ...(query === undefined ? {} : { query }),
    ...(bodyShown === undefined ? {} : { body: bodyShown }),
    bodyIsOptional: withoutBody !== undefined,
    answer: { type: "application/json", schema: answer },
    perform: async (controlled, request, response) => {
      const sent: unknown = request.body ?? withoutBody;
      const call = {
        name: nameIn(request),
        query: query === undefined ? {} : parse(query, queryOf(request)),
        body: body === undefined ? undefined : parse(body, sent),
      };
      // Without schemas, the types of both are those of nothing.
      response.json(await handle(controlled, call as Call<Query, Body>));
    },
  };
}

/** The part of the path in braces. */
export function nameIn({ params }: Request): string {
  const { name } = params;
  return typeof name === "string" ? name : "";
}

/** The parameters of a request; of one that is given twice, the last counts. */
export function queryOf({ originalUrl }: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(originalUrl.split("?").slice(1).join("?")));
}

/** Something that was sent, or 400 with the first thing that is wrong with it. */
export function parse<Output>(schema: Schema<Output>, given: unknown): Output {
  const read = readGiven(schema, given);
  if ("problem" in read) throw new HttpFailure(400, read.problem);
  return read.value;
}
