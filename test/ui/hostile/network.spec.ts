import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { authority, type CertificateInit } from "../../unit/core/certificate.ts";
import { connectProxy } from "../../unit/hostile/connect-proxy.ts";
import { expect, test } from "../harness/fixtures.ts";
import { startMock } from "../harness/mock.ts";

/*
 * The way to a server through a company's proxy, from a real VS Code: the server's name is known only to the proxy, so what arrives came
 * through it. What is wrong on the way is said in words, with what to do next.
 */

const HOST = "confidence.test";
const NAME = "Behind the proxy";
const TOKEN = "demo-confidence-token";
const PASSWORD = "proxy-pass-7Fh3kQz";
const NOBODY_KNOWS = /There is no server named|can't be looked up now/;
const company = authority();
const YEAR = 365 * 86_400_000;

test.use({ windowSize: { width: 1400, height: 900 } });

test("http.proxy with and without a sign-in, http.noProxy; a certificate that has expired, is another's, is a private authority's", async ({
  vscode,
  credentials,
  workbench,
  snap,
}) => {
  test.setTimeout(240_000);
  const { quickInput, notifications } = workbench;
  const { root } = vscode.places;
  const caFile = join(root, "company-ca.pem");
  await writeFile(caFile, company.cert);
  const serverWith = async (name: string, init: CertificateInit) => {
    const issued = company.issue(init);
    const tls = { cert: join(root, `${name}.pem`), key: join(root, `${name}.key`) };
    await writeFile(tls.cert, issued.cert);
    await writeFile(tls.key, issued.key);
    return startMock({ seed: "demo", tls, allowHosts: [HOST] });
  };
  const good = await serverWith("good", { host: HOST });
  const expired = await serverWith("expired", { host: HOST, until: new Date(Date.now() - YEAR / 2) });
  const anothers = await serverWith("anothers", { host: "another.test" });
  const leadTo = ({ url }: typeof good): void => {
    proxy.target = Number(new URL(url).port);
  };
  const proxy = await connectProxy("ada", PASSWORD);
  const port = new URL(good.url).port;
  const withSignIn = `http://ada:${PASSWORD}@127.0.0.1:${proxy.port}`;
  const withoutSignIn = `http://127.0.0.1:${proxy.port}`;
  /** VS Code without its native modules does not notice a file that others write: the window is loaded anew. */
  const settingsAre = async (settings: Readonly<Record<string, unknown>>): Promise<void> => {
    await vscode.changeSettings(settings);
    await workbench.reload();
    await credentials.open();
  };
  const says = (text: RegExp) => expect(credentials.row(NAME)).toHaveAttribute("aria-label", text, { timeout: 30_000 });
  const refused = async (text: RegExp): Promise<void> => {
    await quickInput.accept(TOKEN);
    await expect(quickInput.message).toContainText(text, { timeout: 20_000 });
  };

  await settingsAre({ "http.proxy": withSignIn });
  leadTo(good);
  await workbench.run("Keyporter: Add Connection...");
  await (await quickInput.atStep(1)).pick("Spotify Confidence");
  await (await quickInput.atStep(2)).pick("Another address...");
  await (await quickInput.atStep(3)).accept(`https://${HOST}:${port}`);
  await (await quickInput.atStep(4)).pick("Those that this machine trusts");
  await (await quickInput.atStep(5)).pick("Test");
  await (await quickInput.atStep(6)).accept(NAME);
  await (await quickInput.atStep(7)).pick("Access token");
  await quickInput.atStep(8);
  await refused(/is not signed by an authority that is trusted here/);
  expect(proxy.asked.at(-1)).toBe(`${HOST}:${port} let in`);

  for (const step of [8, 7, 6, 5]) await (await quickInput.atStep(step)).back();
  await (await quickInput.atStep(4)).pick("A private authority: type the path of its file...");
  await expect(quickInput.message).toContainText("The path of the file");
  await quickInput.accept(caFile);
  await (await quickInput.atStep(5)).pick("Test");
  await (await quickInput.atStep(6)).accept();
  await (await quickInput.atStep(7)).pick("Access token");
  await quickInput.atStep(8);
  leadTo(expired);
  await refused(/The certificate of .+ has expired\. Tell whoever runs the server/);
  await snap("an expired certificate");
  leadTo(anothers);
  await refused(/is for another name\. Check the server's address; nothing was sent/);
  await snap("another's certificate");
  expect([good, expired, anothers].flatMap(({ journal }) => journal.entries())).toEqual([]);

  leadTo(good);
  await quickInput.accept(TOKEN);
  await notifications.waitFor(`Connected to “${NAME}”`);
  await credentials.expand(NAME);
  await expect(credentials.row("Terraform")).toBeVisible();
  await snap("connected through the proxy");
  expect(new Set(proxy.asked)).toEqual(new Set([`${HOST}:${port} let in`]));

  const arrived = good.journal.entries().length;
  await settingsAre({ "http.proxy": withoutSignIn });
  await says(/The proxy did not let the request to .+ through\. Check the setting http\.proxy/);
  await snap("the proxy wants a sign-in");
  expect(proxy.asked.at(-1)).toBe(`${HOST}:${port} refused`);

  const asked = proxy.asked.length;
  await settingsAre({ "http.proxy": withSignIn, "http.noProxy": [HOST] });
  await says(NOBODY_KNOWS);
  await snap("around the proxy nobody knows the name");
  expect(proxy.asked).toHaveLength(asked);
  expect(good.journal.entries()).toHaveLength(arrived);

  const log = await vscode.log();
  for (const secret of [PASSWORD, TOKEN]) expect(log).not.toContain(secret);
  await proxy.stop();
  for (const mock of [good, expired, anothers]) await mock.stop();
});
