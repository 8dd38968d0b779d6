import { expect } from "@playwright/test";
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

export interface ConfluenceConnection {
  readonly address: string;
  readonly name: string;
  readonly email: string;
  readonly token: string;
  /** Typed first, and not accepted. */
  readonly wrongToken?: string;
}

/** Through the wizard: site, environment, name, email, token, and no date on which it ends. */
export async function addConfluence(workbench: Workbench, connection: ConfluenceConnection): Promise<void> {
  const { address, name, email, token, wrongToken } = connection;
  const { quickInput } = workbench;
  await workbench.run("Keyporter: Add Connection...");
  await (await quickInput.atStep(1)).pick("Confluence Cloud");
  await (await quickInput.atStep(2)).pick("Your site...");
  await (await quickInput.atStep(3)).accept(`${address}/wiki/home`);
  await (await quickInput.atStep(4)).pick("Test");
  await (await quickInput.atStep(5)).accept(name);
  await (await quickInput.atStep(6)).pick("Email and API token");
  await (await quickInput.atStep(7)).accept(email);
  await (await quickInput.atStep(8)).accept(wrongToken ?? token);
  if (wrongToken !== undefined) {
    await expect(quickInput.message).toContainText(/not accept|wrong token/i);
    await quickInput.accept(token);
  }
  await (await quickInput.atStep(9)).accept("");
  await workbench.notifications.waitFor(`Connected to “${name}”`);
}
