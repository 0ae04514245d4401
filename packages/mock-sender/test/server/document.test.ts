// The document of the control endpoints and the endpoints themselves: each says what the other does.
import { expect, test } from "vitest";
import { createMockProto } from "../../src/index.ts";
import document from "../../src/node/control/openapi.json" with { type: "json" };
import { controlRoutes } from "../../src/node/control/routes.ts";
import { type Answered, started } from "./support.ts";

interface Schema {
  $ref?: string;
  type?: string | string[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}
interface Content {
  content?: Record<string, { schema: Schema; examples?: Record<string, { value: unknown }> }>;
}
interface Operation {
  requestBody?: Content;
  responses: Record<string, Content & { $ref?: string }>;
}

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => method !== "parameters")
    .map(([method, operation]) => ({ method: method.toUpperCase(), path, ...(operation as Operation) })),
);
const posts = operations.filter(({ method }) => method === "POST");
const withBody = posts.flatMap(({ path, requestBody }) => {
  const json = requestBody?.content?.["application/json"];
  return json ? [{ path, ...json }] : [];
});

function resolve<T extends { $ref?: string }>(value: T): T {
  if (value.$ref === undefined) return value;
  const names = value.$ref.split("/").slice(1);
  // biome-ignore lint/suspicious/noExplicitAny: any part of the document
  return names.reduce((part: any, name) => part[name], document);
}

/** What an answer says against its schema: kinds, what must be there, and no property that the document keeps quiet. */
function mistakes(value: unknown, given: Schema, at = ""): string[] {
  const { type, required = [], properties, items } = resolve(given);
  const kind = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  const kinds =
    type === undefined ? [kind] : [type].flat().map((one) => (one === "integer" ? "number" : one));
  if (!kinds.includes(kind)) return [`${at} is of the kind ${kind}`];
  if (Array.isArray(value))
    return items ? value.flatMap((one, index) => mistakes(one, items, `${at}/${index}`)) : [];
  if (!properties || kind !== "object") return [];
  const missing = required.filter((name) => !Object.hasOwn(value as object, name));
  return [
    ...missing.map((name) => `${at}/${name} is missing`),
    ...Object.entries(value as object).flatMap(([name, one]) => {
      const property = properties[name];
      return property ? mistakes(one, property, `${at}/${name}`) : [`${at}/${name} is not in the document`];
    }),
  ];
}

function expectDocumented({ responses }: Operation, { status, body, headers }: Answered): void {
  const response = responses[status];
  if (!response) expect.unreachable(`${status} is not in the document: ${JSON.stringify(body)}`);
  const { content } = resolve(response);
  const type = headers.get("content-type");
  expect(type === null ? [] : [type]).toEqual(Object.keys(content ?? {}));
  for (const { schema } of Object.values(content ?? {})) expect(mistakes(body, schema)).toEqual([]);
}

const url = (path: string) => path.replace("{chat_id}", "chat_1");

/** A server with a chat in which all that the examples click is there. */
async function prepared() {
  const server = await started();
  await server.post("/webhook/channel_1/chat", {});
  const { messages } = example("/_mock/chats/{chat_id}/bot/messages") as { messages: unknown[] };
  await server.post("/_mock/chats/chat_1/bot/messages", { messages });
  return server;
}

function example(path: string): unknown {
  const [first] = Object.values(withBody.find((one) => one.path === path)?.examples ?? {});
  return first?.value;
}

test("there are the endpoints that the document has", () => {
  const routes = controlRoutes(createMockProto(), { to: () => new Response() });
  const names = (list: readonly { method: string; path: string }[]) =>
    list.map(({ method, path }) => `${method} ${path}`).sort();
  expect(names(routes)).toEqual(names(operations));
});

test("the document is served", async () => {
  const { get } = await started();
  expect((await get("/_mock/openapi.json")).body).toEqual(document);
});

test.each(withBody)(
  "$path takes the properties of the document, and needs those that it says",
  async (one) => {
    const { post } = await prepared();
    const { properties = {}, required = [] } = resolve(one.schema);
    const valid = example(one.path) as object;
    const { body } = await post(url(one.path), { ...valid, no_such: 1 });
    expect(body.path).toBe("/no_such");
    const header = one.path.endsWith("/scenario") ? ["format", "version"] : [];
    const [, names = ""] = /there are (.*)\.$/.exec(body.detail) ?? [];
    expect([...header, ...names.split(", ")].sort()).toEqual(Object.keys(properties).sort());
    for (const name of Object.keys(properties)) {
      const without = Object.fromEntries(Object.entries(valid).filter(([key]) => key !== name));
      const { status } = await post(url(one.path), without);
      expect([name, status]).toEqual([name, required.includes(name) ? 400 : 200]);
    }
  },
);

test.each(operations)("$method $path answers its examples as the document says", async (operation) => {
  const server = await prepared();
  const bodies = Object.values(operation.requestBody?.content?.["application/json"]?.examples ?? {});
  const call = (body?: unknown) =>
    operation.method === "GET" ? server.get(operation.path) : server.post(url(operation.path), body);
  for (const { value } of bodies.length > 0 ? bodies : [{ value: undefined }]) {
    const answered = await call(value);
    expect(answered.status).toBeLessThan(300);
    expectDocumented(operation, answered);
  }
});

test.each(posts)("POST $path refuses as the document says", async (operation) => {
  const dead = await started({
    deliverTo: () => {
      throw new Error("nobody is there");
    },
  });
  await dead.post("/webhook/channel_1/chat", {});
  const bodies = [undefined, "no JSON", {}, { title: "x" }, example(operation.path)];
  for (const body of bodies) expectDocumented(operation, await dead.post(url(operation.path), body));
  await dead.post("/_mock/reset");
  expectDocumented(operation, await dead.post(url(operation.path), example(operation.path)));
});
