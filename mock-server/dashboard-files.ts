import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { RequestHandler } from "express";
import { HttpFailure } from "./http-failure.ts";

/** Beside this file in the sources, beside the bundle in what is published; the script is only in the latter. */
const folder = new URL("./dashboard/", import.meta.url);

const files = new Map([
  ["/", { name: "index.html", type: "text/html; charset=utf-8" }],
  ["/dashboard/style.css", { name: "style.css", type: "text/css; charset=utf-8" }],
  ["/dashboard/page.js", { name: "page.js", type: "text/javascript; charset=utf-8" }],
  ["/favicon.ico", { name: "icon.svg", type: "image/svg+xml" }],
]);

/** Nothing but the page's own files, in no frame, sending nothing elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page where people see and steer this server. Its files are read when somebody looks. */
export function dashboard(): RequestHandler {
  return async (request, response) => {
    const { method, path } = request;
    const file = files.get(path);
    if (file === undefined) throw new HttpFailure(404, "The dashboard has no such file.");
    if (method !== "GET" && method !== "HEAD") {
      throw new HttpFailure(405, "This path takes GET.", { headers: { Allow: "GET, HEAD" } });
    }
    const content = await readFile(fileURLToPath(new URL(file.name, folder))).catch(() => {
      throw new HttpFailure(404, "The dashboard is not part of this build. The control API is under /__mock/.");
    });
    response.set({
      "Content-Type": file.type,
      "Content-Length": String(content.length),
      "Cache-Control": "no-store",
      "Content-Security-Policy": policy,
      "Cross-Origin-Resource-Policy": "same-origin",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    });
    response.end(content);
  };
}
