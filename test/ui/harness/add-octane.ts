import type { Workbench } from "./workbench.ts";

export const octaneAdmin = {
  method: "User and password",
  answers: ["admin@keyporter.example", "Demo-passw0rd"],
} as const;

export interface OctaneConnection {
  readonly address: string;
  readonly name: string;
  /** An entry of the step "What is behind it?": "Test", "Production" ... */
  readonly environment?: string;
  readonly signIn?: { readonly method: string; readonly answers: readonly string[] };
}

/** Through the wizard: server, environment, name, sign-in, and the shared space from the server's list. */
export async function addOctane(
  workbench: Workbench,
  { address, name, environment = "Test", signIn = octaneAdmin }: OctaneConnection,
): Promise<void> {
  const { quickInput } = workbench;
  await workbench.run("Keyporter: Add Connection...");
  await (await quickInput.atStep(1)).pick("OpenText ALM Octane");
  await (await quickInput.atStep(2)).pick("Another address...");
  await (await quickInput.atStep(3)).accept(address);
  await (await quickInput.atStep(4)).pick(environment);
  await (await quickInput.atStep(5)).accept(name);
  await (await quickInput.atStep(6)).pick(signIn.method);
  for (const [index, answer] of signIn.answers.entries()) await (await quickInput.atStep(7 + index)).accept(answer);
  await quickInput.atStep(7 + signIn.answers.length);
  await quickInput.rows.filter({ hasText: "1001" }).first().click();
  await workbench.notifications.waitFor(`Connected to “${name}”`);
}
