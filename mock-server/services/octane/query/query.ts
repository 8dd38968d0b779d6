/*
 * Octane's query language, as query_Clause.htm of its documentation and the public SDKs have it:
 *
 *   parameter  = '"' query '"'
 *   query      = conjunction { "||" conjunction }          "||" binds less than ";", and that less than "!"
 *   conjunction= negation { ";" negation }
 *   negation   = [ "!" ] primary
 *   primary    = "(" query ")" | phrase
 *   phrase     = field comparison value
 *              | field "IN" item { "," item }
 *              | field "BTW" literal "..." literal         from the first to the second, both included
 *   comparison = "EQ" | "LT" | "GT" | "LE" | "GE" | "=" | "<" | ">" | "<=" | ">="
 *   value      = literal | "null" | "{" query "}" | "{" "null" "}"
 *   item       = literal | "{" query "}" | "[current_user]" | "[current_release]"
 *   literal    = number | "true" | "false" | text
 *   number     = [ "-" ] digits [ "." digits ]
 *   text       = "^" characters "^" | "'" characters "'"   dates are texts in ISO 8601
 *   characters = { any but the closing mark, the double quote and "\" | "\" any | "*" }
 *   field      = letter or "_" { letter | digit | "_" }
 *
 * `*` in a text stands for any characters; after `\` every character stands for itself. Spaces are free between all of
 * these. Words and field names are case-sensitive. `{...}` asks for what is true of the entity that is referred to, and
 * where there are several, of any of them; `{null}` asks for none, and `null` for an empty field that is no reference.
 */

export type Comparison = "EQ" | "LT" | "GT" | "LE" | "GE";

/** A value that is written down in the query, and where. */
export type Literal =
  | { readonly kind: "number"; readonly at: number; readonly value: number }
  | { readonly kind: "boolean"; readonly at: number; readonly value: boolean }
  /** The text between wildcards: one part where there is no wildcard. */
  | { readonly kind: "text"; readonly at: number; readonly parts: readonly [string, ...string[]] };

/** What a field is compared with. */
export type Operand =
  | Literal
  | { readonly kind: "null" | "null reference" | "current user" | "current release"; readonly at: number }
  | { readonly kind: "reference"; readonly at: number; readonly query: Query };

export type Test =
  | { readonly kind: "compare"; readonly comparison: Comparison; readonly operand: Operand }
  | { readonly kind: "in"; readonly items: readonly Operand[] }
  | { readonly kind: "between"; readonly low: Literal; readonly high: Literal };

/** What a query asks for. `at` is the place in the text between the double quotes, from 0. */
export type Query =
  | { readonly kind: "or" | "and"; readonly at: number; readonly of: readonly Query[] }
  | { readonly kind: "not"; readonly at: number; readonly of: Query }
  | { readonly kind: "phrase"; readonly at: number; readonly field: string; readonly test: Test };

/** What keeps a text from being a query, or from being one that these entities can answer. */
export class QueryProblem extends Error {
  override readonly name = "QueryProblem";
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
