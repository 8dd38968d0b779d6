import type { SecretRules } from "../../core/secret-rules.ts";

/** "Should contain characters from at least three of the following categories ... 10 to 30 characters" (API_Keys.htm). */
export const SECRET_RULES: SecretRules = { shortest: 10, longest: 30, classesNeeded: 3 };
