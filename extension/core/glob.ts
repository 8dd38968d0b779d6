/**
 * Whether a whole text is as a pattern says, in which `*` stands for any number of characters and `?` for one; case counts. Unlike a
 * regular expression, whoever writes it can't make it take long: at most as many steps as both lengths multiplied.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  const [signs, wanted] = [Array.from(text), Array.from(pattern)];
  let [at, place] = [0, 0];
  /** Where the last star stands, and how much of the text it takes. */
  let [star, taken] = [-1, 0];
  while (at < signs.length) {
    const sign = wanted[place];
    if (sign === "*") {
      star = place++;
      taken = at;
    } else if (sign !== undefined && (sign === "?" || sign === signs[at])) {
      at++;
      place++;
    } else if (star === -1) return false;
    else {
      place = star + 1;
      at = ++taken;
    }
  }
  return wanted.slice(place).every(sign => sign === "*");
}
