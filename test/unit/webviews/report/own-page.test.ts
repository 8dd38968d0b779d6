import { expect, test } from "vitest";
import { ownPage } from "../../../../extension/webviews/report/own-page.ts";

const SERVER = "https://acme.example/gateway";

test("a page on the server itself is opened, at any path", () => {
  expect(ownPage("https://acme.example/wiki/spaces/HR?x=%26#y", SERVER)?.href).toBe(
    "https://acme.example/wiki/spaces/HR?x=%26#y",
  );
  expect(ownPage("http://127.0.0.1:4010/wiki/1", "http://127.0.0.1:4010")?.href).toBe("http://127.0.0.1:4010/wiki/1");
});

test.each([
  ["another server", "https://evil.example/wiki"],
  ["a server whose name begins alike", "https://acme.example.evil.example/wiki"],
  ["another port", "https://acme.example:8443/wiki"],
  ["not encrypted", "http://acme.example/wiki"],
  ["a name before the host", "https://acme.example@evil.example/wiki"],
  ["a sign-in in the address", "https://ada:secret@acme.example/wiki"],
  ["a script", "javascript:alert(1)"],
  ["a file", "file:///etc/passwd"],
  ["a command of VS Code", "command:workbench.action.terminal.new"],
  ["no address at all", "/wiki/1"],
  ["nothing", undefined],
])("not opened: %s", (_what, url) => {
  expect(ownPage(url, SERVER)).toBeUndefined();
});

test("http: leads nowhere but to this machine, also where the server is that very one", () => {
  expect(ownPage("http://acme.example/wiki", "http://acme.example")).toBeUndefined();
});

test("two addresses without an origin are not the same server", () => {
  expect(ownPage("file:///a", "file:///b")).toBeUndefined();
});
