// node:http and nothing else: what any server on Node is compared with.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [port, file] = process.argv.slice(2);
const answer = readFileSync(file, "utf8");
const length = Buffer.byteLength(answer);
createServer((_request, response) => {
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Length", length);
  response.end(answer);
}).listen(Number(port), "127.0.0.1");
