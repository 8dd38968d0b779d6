import { parseArgs } from "node:util";
import { Failure } from "../failure.mjs";
import { startDesktop } from "../start-desktop.mjs";
import { startInBrowser } from "../start-in-browser.mjs";

const help = `npm start [-- --web] [-- --port N]
  Starts a real VS Code with the extension on the folder demo/: the desktop's own where "code" is on the PATH,
  otherwise one in the browser. --web takes the browser in any case, --port N the port it listens on.`;

/** `npm start` */
export default async function (args) {
  const { web, port, help: asked } = options(args);
  if (asked) return console.log(help);
  if (!web && port === undefined && (await startDesktop())) return;
  return startInBrowser(port);
}

function options(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { web: { type: "boolean" }, port: { type: "string" }, help: { type: "boolean" } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536))
      throw new Error(`--port ${values.port} is no port.`);
    return { ...values, port };
  } catch (error) {
    throw new Failure(`${error.message}\n${help}`, 2);
  }
}
