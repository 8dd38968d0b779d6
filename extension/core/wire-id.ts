import * as v from "valibot";

/** Many times what any service gives; ids become parts of addresses, which servers and proxies end at a few thousand. */
const LONGEST_ID = 512;

/** A text that names something on a server. */
export const wireId = v.pipe(
  v.string(),
  // Not `v.maxLength`, which is how a list that is too long is known.
  v.check(id => id.length <= LONGEST_ID),
);
