import * as v from "valibot";
import type { Complaint } from "../../core/answers.ts";

/*
 * Confluence's error bodies: v2 `{errors: [{status, code, title, detail}]}`, v1 `{message, statusCode}`, and the gateway before both
 * `{code, message}`. The documentation lists none of them; these were seen on real sites.
 */

const text = v.fallback(v.nullish(v.string()), undefined);

const v2 = v.pipe(
  v.object({ errors: v.pipe(v.array(v.object({ code: text, title: text, detail: text })), v.minLength(1)) }),
  v.transform(({ errors: [first] }) => ({ code: first?.code, message: [first?.title, first?.detail] })),
);

const v1 = v.pipe(
  v.object({ message: v.string() }),
  v.transform(({ message }) => ({ code: undefined, message: [message] })),
);

/** What an error body of Confluence says; nothing where it is no such body. */
export function complaintOf(body: string): Complaint & { readonly code?: string | undefined } {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.union([v2, v1])), body);
  if (!parsed.success) return {};
  const said = parsed.output.message.filter(part => typeof part === "string" && part.trim() !== "");
  return { code: parsed.output.code ?? undefined, message: said.length === 0 ? undefined : said.join(": ") };
}

/** A token that was made with scopes, used where only one without is accepted. */
export const isScoped = (body: string): boolean => /scope does not match|lacks valid authentication/iu.test(body);

/** Real sites were seen in 2026 to answer a wrong token with this 403 instead of a 401 (brekkylab/backlot#123, #134). */
export const isRefusedSignIn = ({ status, text }: { readonly status: number; readonly text: string }): boolean =>
  status === 403 && /caller cannot access Confluence/iu.test(text);
