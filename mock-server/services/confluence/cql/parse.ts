/** One condition of a query. */
export interface Clause {
  readonly field: "type" | "space" | "title" | "text";
  /** `is` any of the values, or `contains` their words. */
  readonly how: "is" | "contains";
  readonly values: readonly string[];
}

/** A query that this server can't read, which is most of what CQL has. */
export class CqlProblem extends Error {
  override readonly name = "CqlProblem";
}

const fields: Readonly<Record<string, { readonly field: Clause["field"]; readonly how: readonly Clause["how"][] }>> = {
  "type": { field: "type", how: ["is"] },
  "space": { field: "space", how: ["is"] },
  "space.key": { field: "space", how: ["is"] },
  "title": { field: "title", how: ["is", "contains"] },
  "text": { field: "text", how: ["contains"] },
};

type Token = { readonly kind: "mark" | "word" | "quoted"; readonly text: string } | undefined;

/** The conditions of a query, all of which have to be met. Throws CqlProblem. */
export function parseCql(cql: string): readonly Clause[] {
  const tokens = tokensOf(cql);
  let at = 0;
  const next = (): Token => tokens[at++];
  const isMark = (token: Token, text: string) => token?.kind === "mark" && token.text === text;
  const isWord = (token: Token, text: string) => token?.kind === "word" && token.text.toLowerCase() === text;

  const value = (): string => {
    const token = next();
    if (token === undefined || token.kind === "mark") throw new CqlProblem("A value is missing.");
    return token.text;
  };
  const list = (): readonly string[] => {
    if (!isMark(next(), "(")) throw new CqlProblem("A list begins with a parenthesis.");
    const values = [value()];
    for (;;) {
      const token = next();
      if (isMark(token, ")")) return values;
      if (!isMark(token, ",")) throw new CqlProblem("A list goes on with a comma.");
      values.push(value());
    }
  };
  const clause = (): Clause => {
    const name = next();
    const known = name?.kind === "word" && Object.hasOwn(fields, name.text.toLowerCase());
    const entry = known ? fields[name.text.toLowerCase()] : undefined;
    if (entry === undefined) throw new CqlProblem("There is no such field.");
    const operator = next();
    const how = isMark(operator, "~") ? "contains" : "is";
    if (!entry.how.includes(how)) throw new CqlProblem("The field does not take this operator.");
    if (isWord(operator, "in")) return { field: entry.field, how, values: list() };
    if (!isMark(operator, "=") && how === "is") throw new CqlProblem("There is no such operator.");
    return { field: entry.field, how, values: [value()] };
  };

  const clauses = [clause()];
  while (at < tokens.length) {
    if (!isWord(next(), "and")) throw new CqlProblem("Conditions are joined by AND.");
    clauses.push(clause());
  }
  return clauses;
}

function tokensOf(cql: string): readonly Token[] {
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([()=~,])|([^\s()=~,!<>"']+))/gy;
  const tokens: Token[] = [];
  const end = cql.trimEnd().length;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(cql);
    if (match === null) throw new CqlProblem("There is a character that means nothing.");
    const [, double, single, mark, word] = match;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ kind: "quoted", text: quoted.replaceAll(/\\(.)/g, "$1") });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
  }
  return tokens;
}
