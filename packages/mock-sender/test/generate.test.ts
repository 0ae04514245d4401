import { loadSpec, type Schemas, type Spec } from "@proto-webhooks/scripts/generator";
import { expect, test } from "vitest";
import { blueprintsOf } from "../generate/blueprints.ts";
import { builderList, memberTypes } from "../generate/builders.ts";
import { messagingApi } from "../generate/messaging-api.ts";
import { reachable } from "../generate/reachable.ts";
import { schemas } from "./spec.ts";

/** The spec with one message type more, as an editor of it would add it. */
function withLocation(latitude: object): Schemas {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const message = schemas.Message ?? {};
  return {
    ...schemas,
    LocationData: { type: "object", required: ["latitude"], properties: { latitude } },
    LocationMessage: {
      description: "A place.",
      type: "object",
      required: ["type", "author", "data"],
      properties: { type: { const: "location" }, author: ref("Author"), data: ref("LocationData") },
    },
    Message: {
      ...message,
      oneOf: [...(message.oneOf ?? []), ref("LocationMessage")],
      discriminator: {
        propertyName: "type",
        mapping: { ...message.discriminator?.mapping, location: "#/components/schemas/LocationMessage" },
      },
    },
  };
}

test("a message type that is added to the spec gets its builder", () => {
  const more = withLocation({ type: "number", examples: [52.5] });
  const names = reachable(more, "Delivery");
  expect(builderList(more, names)).toContain(
    'export function locationMessage(data?: Given<t.LocationMessage["data"]>, rest?: Given<Omit<t.LocationMessage, "type" | "data">>): t.LocationMessage {',
  );
  expect(blueprintsOf(more, names)).toMatchObject({
    Message: { members: { text: "TextMessage", location: "LocationMessage" } },
    LocationMessage: { properties: { data: { required: true, schema: "LocationData" } } },
    LocationData: { properties: { latitude: { required: true, example: 52.5 } } },
  });
});

test("a required property without an example is an error that names its file", () => {
  const more = withLocation({ type: "number" });
  expect(() => blueprintsOf(more, reachable(more, "Delivery"))).toThrow(
    "spec/schemas/LocationData.yaml: latitude is required and has no example.",
  );
});

test("an example of nothing but falsy is one", () => {
  const more = withLocation({ type: "number", examples: [0] });
  expect(blueprintsOf(more, ["LocationData"])).toEqual({
    LocationData: { properties: { latitude: { required: true, example: 0 } } },
  });
});

test("what a delivery cannot hold, and what is unrecognized, has no builder", () => {
  const names = reachable(schemas, "Delivery");
  expect(names).toContain("Delivery");
  expect(names).toContain("PostbackButton");
  expect(names.filter((name) => /^(Unrecognized|Send|Create|HumanProfile)/.test(name))).toEqual([]);
  expect(memberTypes(schemas, names)).toContain("export type Member = t.Button | t.Message | t.Event;");
});

test("where the Messaging API is comes from the spec", async () => {
  const spec = await loadSpec();
  const source = messagingApi({ ...spec, servers: [{ url: "https://elsewhere.example" }] } as Spec);
  expect(source).toContain('serverUrl: string = "https://elsewhere.example";');
  expect(source).toContain('tokenHeader: string = "X-PROTO-TOKEN";');
  expect(source).toContain('"getHuman": "/{channel_id}/human/{human_id}"');
  expect(() => messagingApi({ ...spec, servers: [] } as Spec)).toThrow(
    "spec/openapi.yaml: the mock needs a server",
  );
});
