import type { Response } from "express";
import type { FaultEffect } from "./faults.ts";
import { HttpFailure } from "./http-failure.ts";

const statusTexts: Readonly<Record<number, string>> = {
  429: "Too many requests.",
  500: "Internal error.",
  502: "Bad gateway.",
  503: "The service is currently unavailable.",
  504: "Deadline exceeded.",
};

/** How a fault is called in the journal. */
export function effectName(effect: FaultEffect): string {
  return Object.keys(effect).join("+");
}

/** Waits, if the fault says so. Rejects as soon as the caller hangs up, so that a stopping server is not held up. */
export function wait(milliseconds: number, response: Response): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    response.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
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
  if (effect.lostAnswer) cutInsteadOfAnswering(response);
  else if (effect.truncatedJson) sendHalf(response);
  return false;
}

function gatewayPage(status: number): string {
  return `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1><p>The gateway could not reach the server.</p></body></html>\n`;
}

/** Everything up to the answer happens as usual; what would be sent is not. */
function cutInsteadOfAnswering(response: Response): void {
  const { socket } = response.req;
  Object.defineProperty(response, "end", {
    value: () => {
      socket.destroy();
      return response;
    },
  });
}

/** A whole answer by its headers, half of one by its content. */
function sendHalf(response: Response): void {
  const { json } = response;
  response.json = body => {
    response.json = json;
    const text = JSON.stringify(body);
    return response.type("json").send(text.slice(0, Math.floor(text.length / 2)));
  };
}
