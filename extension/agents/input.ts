import * as v from "valibot";

/** A text that names something; longer ones name nothing. */
const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(300));

/** The name or the id of a connection. */
export const connection = v.exactOptional(name);
/** The id, the client ID or the name of a credential. */
export const credential = name;
export const clientId = name;
export const search = v.exactOptional(name);
