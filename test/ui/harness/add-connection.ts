import type { Workbench } from "./workbench.ts";

export interface NewConnection {
  readonly address: string;
  /** An entry of the step "What is behind it?": "Test", "Production, read-only" ... */
  readonly environment: string;
  readonly name: string;
  /** Typed into the fields of the sign-in, in their order. */
  readonly signIn: { readonly method: string; readonly answers: readonly string[] };
}

export const demoClient = {
  method: "Client ID and client secret",
  answers: ["demo-confidence-client", "demo-confidence-secret"],
} as const;

/** Goes through the whole wizard; ends when the server has accepted the sign-in. */
export async function addConfidence(workbench: Workbench, connection: NewConnection): Promise<void> {
  const { quickInput, notifications } = workbench;
  await workbench.run("Keyporter: Add Connection...");
  await (await quickInput.atStep(1)).pick("Spotify Confidence");
  await (await quickInput.atStep(2)).pick("Another address...");
  await (await quickInput.atStep(3)).accept(connection.address);
  await (await quickInput.atStep(4)).pick(connection.environment);
  await (await quickInput.atStep(5)).accept(connection.name);
  await (await quickInput.atStep(6)).pick(connection.signIn.method);
  for (const [index, answer] of connection.signIn.answers.entries()) {
    await (await quickInput.atStep(7 + index)).accept(answer);
  }
  await notifications.waitFor(`Connected to “${connection.name}”`);
}
