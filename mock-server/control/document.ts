import { toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";
import { version } from "../../package.json";
import type { Endpoint } from "./endpoint.ts";

/** Where the document of the control API is. */
export const documentPath = "/__mock/openapi.json";

/** The control API as an OpenAPI document, made from what it is made of. */
export function documentOf(endpoints: readonly Endpoint[]): object {
  const paths = new Map<string, Record<string, object>>();
  for (const endpoint of endpoints) {
    const here = paths.get(endpoint.path) ?? {};
    here[endpoint.method.toLowerCase()] = operationOf(endpoint);
    paths.set(endpoint.path, here);
  }
  paths.set(documentPath, { get: ownOperation });
  return {
    openapi: "3.1.0",
    info: {
      title: "Control API of keyporter-mock",
      version,
      description: "How tests and people steer the mock server itself. Never faulty, never in the journal.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths: Object.fromEntries(paths),
    components: { schemas: { Error: errorSchema } },
  };
}

const errorSchema = {
  type: "object",
  properties: {
    error: {
      type: "object",
      description: "What went wrong.",
      properties: { message: { type: "string", description: "In a sentence, for people." } },
      required: ["message"],
    },
  },
  required: ["error"],
};

const ownOperation = {
  operationId: "getOpenapiJson",
  summary: "This document",
  responses: {
    200: { description: "OpenAPI 3.1", content: { "application/json": { schema: { type: "object" } } } },
    default: failed("Anything else is an error."),
  },
};

function operationOf(endpoint: Endpoint): object {
  const { method, path, summary, description, query, body, bodyIsOptional, answer, errors = {} } = endpoint;
  const named = path.includes("{name}")
    ? [{ name: "name", in: "path", required: true, description: "Which one.", schema: { type: "string" } }]
    : [];
  return {
    operationId: operationId(method, path),
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: [...named, ...parametersOf(query)],
    ...(body === undefined
      ? {}
      : { requestBody: { required: !bodyIsOptional, content: { "application/json": { schema: schemaOf(body) } } } }),
    responses: {
      200: { description: "Done.", content: { [answer.type]: { schema: schemaOf(answer.schema) } } },
      400: failed("What was sent does not fit."),
      ...Object.fromEntries(Object.entries(errors).map(([status, when]) => [status, failed(when)])),
      default: failed("Anything else is an error."),
    },
  };
}

/** `postSnapshotsNameRestore` for `POST /__mock/snapshots/{name}/restore`. */
function operationId(method: string, path: string): string {
  const words = path.replace("/__mock", "").split(/[^a-z]+/);
  return method.toLowerCase() + words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function failed(description: string): object {
  return { description, content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } };
}

function parametersOf(query: v.GenericSchema | undefined): object[] {
  const { properties = {} } = query === undefined ? {} : schemaOf(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    ...(typeof schema === "object" && schema.description !== undefined ? { description: schema.description } : {}),
    schema,
  }));
}

/** What may be sent, as JSON Schema says it. Rules it has no words for are left out, such as those between two fields. */
function schemaOf(schema: v.GenericSchema) {
  return toJsonSchema(schema, { typeMode: "input", errorMode: "ignore", target: "draft-2020-12" });
}
