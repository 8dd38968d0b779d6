import express from "express";
import type { RequestHandler } from "express";
import { HttpFailure } from "./http-failure.ts";

/** The services don't document a limit; API clients and keys are a few kilobytes. */
const usualLimit = "1mb";

/** Far deeper than anything the services know; what is nested without end would break whatever walks through it. */
const deepest = 100;

/**
 * Reads a JSON body. A body of any other type is refused: a web page elsewhere can send text and forms without asking,
 * but not JSON. An empty body needs no content type.
 */
export function jsonBody(limit = usualLimit): RequestHandler {
  const parseJson: RequestHandler = express.json({ limit, strict: false, type: () => true });
  return (request, response, next) => {
    const length = request.headers["content-length"];
    const hasBody = request.headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0");
    if (!hasBody) {
      next();
      return;
    }
    if (!isUtf8Json(request.headers["content-type"] ?? "")) {
      throw new HttpFailure(415, "The request body has to be JSON in UTF-8: send Content-Type: application/json.");
    }
    parseJson(request, response, (error?: unknown) => {
      if (error !== undefined || !isDeeperThan(request.body, deepest)) {
        next(error);
        return;
      }
      request.body = undefined;
      next(new HttpFailure(400, `The request body is nested more than ${deepest} levels deep.`));
    });
  };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some(inner => isDeeperThan(inner, levels - 1));
}

function isUtf8Json(contentType: string): boolean {
  const [type = "", ...parameters] = contentType
    .toLowerCase()
    .split(";")
    .map(part => part.trim());
  if (!/^application\/([a-z0-9.+-]+\+)?json$/.test(type)) return false;
  return parameters.every(parameter => !parameter.startsWith("charset=") || /^charset="?utf-?8"?$/.test(parameter));
}
