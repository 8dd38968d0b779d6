import type { Response } from "express";
import { HttpFailure } from "../http-failure.ts";
import type { FaultEffect } from "./effect.ts";

const statusTexts: Readonly<Record<number, string>> = {
  429: "Too many requests.",
  500: "Internal error.",
  502: "Bad gateway.",
  503: "The service is currently unavailable.",
  504: "Deadline exceeded.",
};

const trickleMs = 100;

/** How a fault is called in the journal. */
export function effectName(effect: FaultEffect): string {
  return Object.keys(effect).join("+");
}

/**
 * Lets a fault happen. Returns true where the request has had its end and must not reach the service;
 * throws where the service is to describe the error in its own shape.
 */
export function applyFault(effect: FaultEffect, response: Response): boolean {
  if (effect.dropConnection) {
    response.req.socket.destroy();
    return true;
  }
  // First: an error or a page can trickle, too.
  changeAnswer(effect, response);
  if (effect.html) {
    const status = effect.status ?? 502;
    response.status(status).type("html").send(gatewayPage(status));
    return true;
  }
  if (effect.emptyBody) {
    response.status(effect.status ?? 503).end();
    return true;
  }
  if (effect.status !== undefined || effect.retryAfter !== undefined) {
    const status = effect.status ?? 429;
    throw new HttpFailure(
      status,
      effect.message ?? statusTexts[status] ?? `This is a fault that was asked for (${status}).`,
      {
        headers: effect.retryAfter === undefined ? {} : { "Retry-After": String(effect.retryAfter) },
      },
    );
  }
  return false;
}

function gatewayPage(status: number): string {
  return `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1><p>The gateway could not reach the server.</p></body></html>\n`;
}

/** Everything up to the answer happens as usual; what is sent is not what would be. */
function changeAnswer(effect: FaultEffect, response: Response): void {
  const { lostAnswer, truncatedJson, halfBody, malformedJson, bytesPerSecond } = effect;
  if (lostAnswer) replaceEnd(response, () => response.req.socket.destroy());
  else if (truncatedJson) replaceEnd(response, (body, end) => end(body.subarray(0, Math.floor(body.length / 2))));
  else if (halfBody) replaceEnd(response, body => sendHalf(response, body));
  else if (malformedJson) replaceEnd(response, (body, end) => end(withMistake(body)));
  else if (bytesPerSecond !== undefined) {
    replaceEnd(response, (body, end) => trickle(response, body, end, bytesPerSecond));
  }
}

/** Has `send` do what `response.end` was asked to; `end` is the original, with the length that fits. */
function replaceEnd(response: Response, send: (body: Buffer, end: (body: Buffer) => void) => void): void {
  const original = response.end.bind(response);
  const end = (body: Buffer) => {
    if (!response.headersSent) response.setHeader("Content-Length", body.length);
    original(body);
  };
  Object.defineProperty(response, "end", {
    configurable: true,
    value: (body: unknown = "") => {
      send(typeof body === "string" ? Buffer.from(body) : Buffer.isBuffer(body) ? body : Buffer.alloc(0), end);
      return response;
    },
  });
}

function sendHalf(response: Response, body: Buffer): void {
  response.setHeader("Content-Length", body.length);
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.req.socket.destroy());
}

/** The comma that people leave behind. */
function withMistake(body: Buffer): Buffer {
  return Buffer.concat([body.subarray(0, -1), Buffer.from(","), body.subarray(-1)]);
}

function trickle(response: Response, body: Buffer, end: (rest: Buffer) => void, bytesPerSecond: number): void {
  response.setHeader("Content-Length", body.length);
  const step = Math.max(1, Math.round((bytesPerSecond * trickleMs) / 1000));
  let sent = 0;
  const timer = setInterval(
    () => {
      const rest = body.subarray(sent);
      sent += step;
      if (rest.length > step) {
        response.write(rest.subarray(0, step));
        return;
      }
      clearInterval(timer);
      end(rest);
    },
    // Slower than a byte in each step means longer steps.
    Math.max(trickleMs, 1000 / bytesPerSecond),
  );
  response.once("close", () => clearInterval(timer));
}
