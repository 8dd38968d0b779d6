import { IncomingMessage, ServerResponse } from "node:http";
import express from "express";
import type { Express } from "express";
import { ReadyJson } from "./ready-json.ts";

/** An Express application, and what `createServer` has to be given with it. */
export interface FastExpress {
  readonly app: Express;
  readonly messages: {
    readonly IncomingMessage: typeof IncomingMessage;
    readonly ServerResponse: typeof ServerResponse;
  };
}

/**
 * Express changes the prototype of each request and response, which costs Node 20 and 22 two thirds of their speed
 * (expressjs/express#5998). Here Node makes them with Express's methods from the start, so that this change is none.
 */
export function createFastExpress(): FastExpress {
  const app = express();
  class Request extends IncomingMessage {}
  class Response<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {}
  const shared = {
    app: { configurable: true, enumerable: true, writable: true, value: app },
    json: { configurable: true, enumerable: true, writable: true, value: sendJson },
  };
  Object.defineProperties(Request.prototype, { ...Object.getOwnPropertyDescriptors(express.request), ...shared });
  Object.defineProperties(Response.prototype, { ...Object.getOwnPropertyDescriptors(express.response), ...shared });
  Object.assign(app, { request: Request.prototype, response: Response.prototype });
  app.disable("x-powered-by");
  app.disable("etag");
  return { app, messages: { IncomingMessage: Request, ServerResponse: Response } };
}

const answers = new WeakMap<ServerResponse, string>();

/** The JSON that was answered with; undefined where it was something else. */
export function answeredJson(response: ServerResponse): string | undefined {
  return answers.get(response);
}

/** From this length on, text is made into bytes here: Node would set three bytes aside for each character. */
const longText = 16_384;

/** Express's own asks and sets a dozen things that are the same for each answer of this server. */
function sendJson(this: ServerResponse, body: unknown): ServerResponse {
  const ready = body instanceof ReadyJson ? body : undefined;
  const text = ready?.text ?? JSON.stringify(body);
  const bytes = ready?.bytes ?? (text.length < longText ? undefined : Buffer.from(text));
  answers.set(this, text);
  this.setHeader("Content-Type", "application/json; charset=utf-8");
  this.setHeader("Content-Length", bytes?.length ?? Buffer.byteLength(text));
  return bytes === undefined ? this.end(text) : this.end(bytes);
}
