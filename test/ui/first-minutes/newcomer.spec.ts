import { expect, test } from "../harness/fixtures.ts";
import { CLICKS, delivered, deliverASecret, SECONDS } from "./newcomer.ts";

test.use({ windowSize: { width: 1280, height: 820 }, settings: { "files.autoSave": "off" } });

test("a newcomer has a secret where it is needed in under two minutes and ten clicks", async ({
  vscode,
  credentials,
  workbench,
  snap,
}, info) => {
  const { clicks, seconds } = await deliverASecret(credentials, workbench, snap);
  expect(await vscode.file(".env")).toMatch(delivered);
  const words = `${clicks} clicks, ${seconds.toFixed(1)} s without reading and thinking`;
  info.annotations.push({ type: "newcomer", description: words });
  console.log(`A newcomer's run: ${words}`);
  expect(clicks).toBeLessThan(CLICKS);
  expect(seconds).toBeLessThan(SECONDS);
});
