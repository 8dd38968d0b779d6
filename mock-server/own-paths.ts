/** The control API: never faulty, never in the journal. */
export function isControl(path: string): boolean {
  return path === "/__mock" || path.startsWith("/__mock/");
}

/** What a browser asks for when somebody looks at this server. */
export function isDashboard(path: string): boolean {
  return path === "/" || path === "/favicon.ico" || path.startsWith("/dashboard/");
}
