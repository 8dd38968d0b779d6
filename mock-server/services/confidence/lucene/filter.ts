/*
 * The part of Lucene's query language that Confidence's documentation uses for `filter`:
 *
 *   filter  = [ or ]
 *   or      = and { [ "OR" ] and }            two clauses side by side mean OR, as in Lucene
 *   and     = not { "AND" not }
 *   not     = "NOT" not | "(" or ")" | clause
 *   clause  = [ field ":" ] value             without a field, any field
 *   field   = letter { letter | digit | "_" | "." | "-" }
 *   value   = quoted | word [ "*" ] | "*"     "*" alone: the field is not empty
 *   quoted  = '"' { character | "\" character } '"'
 *   word    = one or more of anything but space and ( ) " : [ ] { } ^ ~ ? ! *, any of them after "\"
 *
 * AND, OR and NOT count only in capitals. What else Lucene has (ranges, boosts, fuzzy words, wildcards elsewhere) is refused.
 */

/** What a filter asks for. */
export type Filter =
  | { readonly kind: "all" }
  | { readonly kind: "or" | "and"; readonly of: readonly Filter[] }
  | { readonly kind: "not"; readonly of: Filter }
  | { readonly kind: "clause"; readonly field: string | undefined; readonly match: Match };

/** How a value is looked for in a field. */
export type Match =
  | { readonly kind: "present" }
  /** The words, one after the other; with `prefix` the last one need only begin so. */
  | { readonly kind: "words"; readonly text: string; readonly prefix: boolean };

/** What keeps a text from being a filter. */
export class FilterProblem extends Error {
  override readonly name = "FilterProblem";
}
