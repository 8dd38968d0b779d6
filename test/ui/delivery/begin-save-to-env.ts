import type { CredentialsView } from "../harness/credentials-view.ts";
import type { Workbench } from "../harness/workbench.ts";

/** From a row's menu to the choice of a file, with the variables' names as they are suggested where they are asked for. */
export async function beginSaveToEnv(
  { quickInput }: Workbench,
  credentials: CredentialsView,
  label: string,
  file: string,
): Promise<void> {
  await credentials.choose(label, "Deliver Secret...");
  await quickInput.rows.filter({ hasText: "Save to .env" }).click();
  await quickInput.waitFor(/Variables for|to \.env/);
  for (const step of ["(1/2)", "(2/2)"]) {
    if (!(await quickInput.title.innerText()).includes("Variables")) break;
    await quickInput.waitFor(step);
    await quickInput.accept();
  }
  await quickInput.waitFor(`Save “${label}” to .env`);
  await quickInput.pick(file);
}
