import { afterAll, expect, test } from "vitest";
import { copyOfRepo } from "./regenerate/copy-of-repo.ts";

const copy = copyOfRepo();
afterAll(() => copy.remove());

const message = `title: RouteMessage
description: The way to a place.
type: object
x-provenance: inferred
required: [type, author, data]
properties:
  type:
    type: string
    const: route
    description: Which message this is.
    x-provenance: inferred
  author:
    $ref: Author.yaml
  data:
    $ref: RouteData.yaml
`;

const data = `title: RouteData
description: What a route message holds.
type: object
x-provenance: inferred
required: [pace, stops, distance]
properties:
  distance:
    type: number
    description: How far it is, in kilometres.
    x-provenance: inferred
    examples: [1.5]
  pace:
    $ref: Pace.yaml
  stops:
    type: array
    description: The streets, four at most.
    x-provenance: inferred
    maxItems: 4
    items:
      type: string
    examples: [[Main Street]]
  map:
    type: [string, "null"]
    format: uri
    description: A picture of the way.
    x-provenance: inferred
`;

const pace = `title: Pace
description: How fast to walk.
type: string
x-provenance: inferred
enum: [slow, fast]
examples: [slow]
`;

test("a message type that is added to the spec gets builder, arbitrary, mutations and data by regeneration alone", () => {
  copy.edit("spec/schemas/RouteMessage.yaml", () => message);
  copy.edit("spec/schemas/RouteData.yaml", () => data);
  copy.edit("spec/schemas/Pace.yaml", () => pace);
  copy.edit("spec/schemas/Message.yaml", (yaml) =>
    yaml
      .replace("discriminator:", "  - $ref: RouteMessage.yaml\ndiscriminator:")
      .replace("# What a message", "    route: RouteMessage.yaml\n# What a message"),
  );
  copy.regenerate();
  expect(copy.run("packages/mock-sender/test/regenerate/check.ts")).toBe("");
});
