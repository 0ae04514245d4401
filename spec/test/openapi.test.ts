import { describe, expect, test } from "vitest";
import { operationFacts } from "../mutate/operation-facts.ts";
import { readSourceSpec } from "../mutate/source-spec.ts";
import { operationRows } from "./support/operation-rows.ts";
import { filesBelow, readYaml, root } from "./support/spec.ts";

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  "x-provenance": string;
  responses: Record<string, { $ref?: string; description?: string; "x-provenance"?: string }>;
}
type Paths = Record<string, Record<string, Operation>>;

const document = readYaml("openapi.yaml") as { openapi: string; webhooks: Paths; paths: Paths };
const facts = operationFacts(readSourceSpec(root).spec);
const provenance = /^(documented|example|inferred)$/;

test("it is OpenAPI 3.1", () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
});

describe("operations", () => {
  const operations = [document.webhooks, document.paths].flatMap((paths) =>
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method !== "parameters")
        .map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    ),
  );

  test("are the delivery, and the part of the Messaging API that the format refers to", () => {
    const found = operations.map(({ name, operation }) => `${name} ${operation["x-provenance"]}`);
    const wanted = [
      "post delivery documented",
      "post /{channel_id}/human documented",
      "get /{channel_id}/human/{human_id} documented",
      "post /{channel_id}/chat documented",
      "post /{channel_id}/chat/{chat_id}/message inferred",
    ];
    expect(found).toEqual(expect.arrayContaining(wanted));
  });

  test.each(operationRows)("%s: its path has %s; it asks for %s, takes %s and answers %s", (...row) => {
    expect(facts).toContainEqual(row);
  });

  test.each(operations)("$name says what it does and where each answer comes from", ({ operation }) => {
    expect(operation.operationId).toMatch(/^[a-z]+[A-Z]/);
    expect(operation.summary).toMatch(/\w/);
    expect(operation.description).toMatch(/\w.*\.$/m);
    for (const response of Object.values(operation.responses)) if (!response.$ref) expectDescribed(response);
  });
});

test.each([...filesBelow("parameters", ".yaml"), ...filesBelow("responses", ".yaml")])(
  "%s is described",
  (file) => {
    expectDescribed(readYaml(file) as { description?: string; "x-provenance"?: string });
  },
);

function expectDescribed(part: { description?: string; "x-provenance"?: string }): void {
  expect(part.description).toMatch(/\w.*\.$/m);
  expect(part["x-provenance"]).toMatch(provenance);
}
