/** `display_name` as `displayName`. Confidence takes both in requests and answers with the latter. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
