import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { at } from "../paths.ts";

/** A server that is measured: how it is started, and where it lists and creates API clients. */
export interface Contender {
  readonly name: string;
  /** Arguments for Node; `port` is free. */
  readonly args: (port: number) => Promise<readonly string[]>;
  readonly list: string;
  readonly create?: string;
}

export const bearer = "Bearer demo-confidence-token";
const clients = "/v1/apiClients";

/** The mock, with its state on disk or in memory. */
export function mock(rows: number, db?: string): Contender {
  const state = db === undefined ? ["--memory"] : ["--db", db];
  return {
    name: "keyporter-mock",
    // The demo's own twelve are among them.
    args: async port => [at("dist/mock-server.mjs"), ...state, `--port=${port}`, `--seed=large:${rows - 12}`, "--json"],
    list: `${clients}?pageSize=100`,
    create: clients,
  };
}

/** node:http with nothing to do but to send the same bytes. */
export function bare(folder: string, answer: string): Contender {
  return {
    name: "bare node:http",
    args: async port => {
      await writeFile(join(folder, "answer.json"), answer);
      return [at("test/bench/peers/same-bytes.mjs"), String(port), join(folder, "answer.json")];
    },
    list: "/",
  };
}

/** json-server 0.17 over a file with as many rows. */
export function jsonServer(program: (name: string) => string, folder: string, rows: readonly object[]): Contender {
  return {
    name: "json-server 0.17",
    args: async port => {
      const db = join(folder, `json-server-${rows.length}.json`);
      await writeFile(db, JSON.stringify({ apiClients: rows.map((row, index) => ({ id: index + 1, ...row })) }));
      return [program("json-server/lib/cli/bin.js"), "--quiet", "--port", String(port), "--host", "127.0.0.1", db];
    },
    list: "/apiClients",
    create: "/apiClients",
  };
}

/** Prism 5 with the answer as its example. */
export function prism(program: (name: string) => string, folder: string, answer: unknown): Contender {
  return {
    name: "Prism 5",
    args: async port => {
      const content = { "application/json": { schema: { type: "object" }, example: answer } };
      const operation = { responses: { 200: { description: "ok", content } } };
      const file = join(folder, "openapi.json");
      const info = { title: "bench", version: "1" };
      await writeFile(file, JSON.stringify({ openapi: "3.0.3", info, paths: { [clients]: { get: operation } } }));
      return [program("@stoplight/prism-cli/dist/index.js"), "mock", "-p", String(port), "-v", "fatal", file];
    },
    list: clients,
  };
}

/** Mockoon CLI 9 with the rows in a data bucket. */
export function mockoon(program: (name: string) => string, folder: string, rows: readonly object[]): Contender {
  return {
    name: "Mockoon CLI 9",
    args: async port => {
      const file = join(folder, "mockoon.json");
      const response = {
        ...{ uuid: "r1", body: "", latency: 0, statusCode: 200, label: "", headers: [], bodyType: "DATABUCKET" },
        ...{ filePath: "", databucketID: "rows", sendFileAsBody: false, rules: [], rulesOperator: "OR" },
        ...{ disableTemplating: true, fallbackTo404: false, default: true, crudKey: "id", callbacks: [] },
      };
      const route = {
        ...{ uuid: "1", type: "http", documentation: "", method: "get", endpoint: "v1/apiClients" },
        ...{ responses: [response], responseMode: null, streamingMode: null, streamingInterval: 0 },
      };
      const bucket = {
        uuid: "2",
        id: "rows",
        name: "rows",
        documentation: "",
        value: JSON.stringify({ apiClients: rows }),
      };
      const environment = {
        ...{ uuid: "3", lastMigration: 33, name: "bench", endpointPrefix: "", latency: 0, port, hostname: "127.0.0.1" },
        ...{ folders: [], routes: [route], rootChildren: [{ type: "route", uuid: "1" }], proxyMode: false },
        ...{
          proxyHost: "",
          proxyRemovePrefix: false,
          cors: false,
          headers: [],
          proxyReqHeaders: [],
          proxyResHeaders: [],
        },
        ...{ tlsOptions: { enabled: false }, data: [bucket], callbacks: [] },
      };
      await writeFile(file, JSON.stringify(environment));
      return [program("@mockoon/cli/bin/run.js"), "start", "--data", file, "--disable-log-to-file", "--repair"];
    },
    list: clients,
  };
}
