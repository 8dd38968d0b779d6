import type { Request, Response } from "express";
import { cookieMaxAgeSeconds } from "./inferred.ts";

export const sessionCookie = "LWSSO_COOKIE_KEY";
export const userCookie = "OCTANE_USER";

/** The value of a cookie that came with a request; of one that came twice, the first, which is the most specific. */
export function readCookie(request: Request, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** Sets a cookie as Octane does; without `Secure` where the connection is not, or a browser would drop it. */
export function setCookie(response: Response, name: string, value: string): void {
  append(response, name, value, cookieMaxAgeSeconds);
}

/** Takes a cookie back. */
export function clearCookie(response: Response, name: string): void {
  append(response, name, "", 0);
}

function append(response: Response, name: string, value: string, maxAge: number): void {
  const secure = response.req.secure ? ";Secure" : "";
  response.append("Set-Cookie", `${name}=${value};Version=1;Path=/;Max-Age=${maxAge}${secure};HttpOnly`);
}
