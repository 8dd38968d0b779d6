/** What is documented of a key. */
export const DOCUMENTED = "name,client_id,is_valid,expiration,workspace_roles";

/** With what else is shown of it, and without: a server that does not know the one is asked for the other. */
export const FIELD_SETS = [`${DOCUMENTED},creation_time`, DOCUMENTED] as const;
