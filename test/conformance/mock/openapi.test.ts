import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callerOf, startScene } from "../confidence/caller.ts";
import type { Json, Scene } from "../confidence/caller.ts";

/* The document is made from what the control API is made of. Whether it tells the truth is what this finds out. */

interface Operation {
  readonly parameters: readonly { name: string; in: string }[];
  readonly requestBody?: { required: boolean; content: { "application/json": { schema: Json } } };
  readonly responses: Readonly<Record<string, { content: Record<string, { schema: Json }> }>>;
}
type Document = Json & { paths: Record<string, Record<string, Operation>> };

let scene: Scene;
let document: Document;
beforeAll(async () => {
  scene = await startScene();
  document = (await callerOf(scene.url, undefined).get("/__mock/openapi.json")).body as Document;
});
afterAll(() => scene.mock.stop());

/** Each thing that can be done, with bodies that fit, in an order in which each finds what it needs. */
const calls: readonly { method: string; path: string; sent?: () => unknown }[] = [
  { method: "get", path: "/__mock/openapi.json" },
  { method: "get", path: "/__mock/health" },
  { method: "get", path: "/__mock/services" },
  { method: "get", path: "/__mock/state" },
  { method: "put", path: "/__mock/state", sent: () => scene.mock.exportState() },
  { method: "post", path: "/__mock/snapshots", sent: () => ({ name: "before" }) },
  { method: "get", path: "/__mock/snapshots" },
  { method: "post", path: "/__mock/snapshots/before/restore" },
  { method: "delete", path: "/__mock/snapshots/before" },
  { method: "get", path: "/__mock/clock" },
  {
    method: "post",
    path: "/__mock/clock",
    sent: () => ({ now: "2031-05-06T07:08:09.000Z", offsetMs: 1, advanceMs: 1, frozen: false }),
  },
  {
    method: "post",
    path: "/__mock/faults",
    sent: () => [{ path: "/nosuch", times: 2, effect: { latencyMs: { min: 1, max: 2 } } }],
  },
  { method: "get", path: "/__mock/faults" },
  { method: "delete", path: "/__mock/faults/1" },
  { method: "delete", path: "/__mock/faults" },
  { method: "get", path: "/__mock/options" },
  { method: "post", path: "/__mock/options", sent: () => ({ "confidence.shape": "both" }) },
  { method: "get", path: "/__mock/journal?details=true&method=get&status=2xx&limit=5" },
  { method: "get", path: "/__mock/journal/1" },
  { method: "get", path: "/__mock/journal/stream" },
  { method: "post", path: "/__mock/expectations", sent: () => ({ path: "/v1/apiClients", status: "2xx", atLeast: 1 }) },
  { method: "delete", path: "/__mock/journal" },
  { method: "post", path: "/__mock/reset", sent: () => ({ seed: "demo", only: ["state"] }) },
];

/** `/__mock/snapshots/{name}/restore` for `/__mock/snapshots/before/restore`. */
function operationOf(method: string, path: string): { template: string; operation: Operation } {
  const [plain = ""] = path.split("?");
  const fits = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(plain);
  const [template = ""] = Object.keys(document.paths)
    .filter(fits)
    .sort((left, right) => Number(right === plain) - Number(left === plain));
  const operation = document.paths[template]?.[method];
  if (operation === undefined) throw new Error(`The document has no ${method} ${path}.`);
  return { template, operation };
}

/** What JSON Schema says is wrong with a value. */
function problems(schema: Json, value: unknown): unknown {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile({ ...schema, components: document["components"] });
  return validate(value) ? [] : validate.errors;
}

/** Where in the document a parameter, or a field of something that is sent or answered, is there without a word. */
function undescribed(value: unknown, place = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const here = isNamed(value, place) && !("description" in value) ? [place] : [];
  return [...here, ...Object.entries(value).flatMap(([key, inner]) => undescribed(inner, `${place}/${key}`))];
}

const isNamed = (value: object, place: string): boolean => "in" in value || /\/properties\/[^/]+$/.test(place);

describe("the OpenAPI document of the control API", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it("has every operation that is tried here, and none besides", () => {
    const tried = calls.map(({ method, path }) => `${method} ${operationOf(method, path).template}`);
    const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(method => `${method} ${path}`),
    );
    expect([...new Set(tried)].sort()).toEqual(documented.sort());
  });

  it.each(calls)("tells the truth about $method $path", async ({ method, path, sent }) => {
    await scene.admin.get("/v1/apiClients?pageSize=1");
    const { operation } = operationOf(method, path);
    const body = sent?.();
    expect(operation.requestBody === undefined).toBe(body === undefined);
    if (body !== undefined) {
      const schema = operation.requestBody?.content["application/json"].schema ?? {};
      expect(problems(schema, body)).toEqual([]);
      expect(problems(schema, { nosuch: 1 })).not.toEqual([]);
    }
    const ending = new AbortController();
    const response = await fetch(`${scene.url}${path}`, {
      method: method.toUpperCase(),
      signal: ending.signal,
      ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(200);
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    const described = operation.responses["200"]?.content[type];
    expect(described).toBeDefined();
    if (type === "application/json") expect(problems(described?.schema ?? {}, await response.json())).toEqual([]);
    ending.abort();
  });

  it("says of each parameter and field what it is", () => {
    expect(undescribed(document)).toEqual([]);
  });

  it("is itself what its validator would notice if it were wrong", async () => {
    const broken = { ...structuredClone(document), info: {} };
    expect((await new Validator().validate(broken)).valid).toBe(false);
    expect(
      problems(
        operationOf("get", "/__mock/clock").operation.responses["200"]?.content["application/json"]?.schema ?? {},
        { now: 5 },
      ),
    ).not.toEqual([]);
  });

  it.each([
    ["POST", "/__mock/snapshots", '{"name":""}', 400],
    ["POST", "/__mock/snapshots", '{"name":"x","more":1}', 400],
    ["POST", "/__mock/snapshots/nosuch/restore", undefined, 404],
    ["DELETE", "/__mock/snapshots/nosuch", undefined, 404],
    ["DELETE", "/__mock/faults/99", undefined, 404],
    ["GET", "/__mock/journal/99999", undefined, 404],
    ["GET", "/__mock/journal/x", undefined, 404],
    ["GET", "/__mock/journal?limit=many", undefined, 400],
    ["GET", "/__mock/journal?colour=blue", undefined, 400],
    ["PUT", "/__mock/state", '{"version":2}', 400],
    ["PUT", "/__mock/state", undefined, 400],
    ["POST", "/__mock/clock", '{"offsetMs":9e15}', 400],
    ["POST", "/__mock/expectations", '{"times":-1}', 400],
    ["POST", "/__mock/expectations", "[", 400],
    ["PATCH", "/__mock/clock", undefined, 405],
    ["GET", "/__mock/nosuch", undefined, 404],
    ["GET", "/__mock", undefined, 404],
    ["GET", "/__mock/snapshots/%zz", undefined, 400],
    ["GET", "/__mock/snapshots/x", undefined, 405],
  ])("%s %s with %s is an error in the shape it names", async (method, path, body, status) => {
    const response = await fetch(`${scene.url}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body }),
    });
    expect(response.status).toBe(status);
    expect(problems({ $ref: "#/components/schemas/Error" }, await response.json())).toEqual([]);
  });
});
