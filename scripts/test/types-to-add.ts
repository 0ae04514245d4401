import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CopyOfWorkspace } from "./copy-of-workspace.ts";

const described = (type: string, description: string) =>
  `type: ${type}\n    description: ${description}\n    x-provenance: inferred\n`;

/** Schemas that refer to nothing that is not there, by their files. */
const schemas: Record<string, string> = {
  TripData: `title: TripData
description: What a trip message holds.
type: object
x-provenance: inferred
required: [pace, stops]
properties:
  pace:
    $ref: Pace.yaml
  stops:
    ${described("array", "The streets, four at most.")}    maxItems: 4
    items:
      $ref: Stop.yaml
  map:
    ${described('[string, "null"]', "A picture of the way.")}    format: uri
`,
  Stop: `title: Stop
description: A place on the way.
type: object
x-provenance: inferred
required: [street]
properties:
  street:
    ${described("string", "The name of the street.")}    examples: [Main Street]
`,
  Pace: `title: Pace
description: How fast to walk.
type: string
x-provenance: inferred
enum: [slow, fast]
examples: [slow]
`,
};

/**
 * Fills in what `new` began: the event `chat_started` with an optional field, the message `trip` with an array and an enum
 * of its own, the button `call`; and gives a text an optional field. Nothing outside of `spec/` is touched.
 */
export function fillIn(copy: CopyOfWorkspace): void {
  for (const [name, yaml] of Object.entries(schemas)) {
    writeFileSync(join(copy.folder, `spec/schemas/${name}.yaml`), yaml);
  }
  const optional = (name: string, description: string) =>
    `  ${name}:\n    ${described('[string, "null"]', description)}`;
  const add = (schema: string, property: string) =>
    copy.edit(`spec/schemas/${schema}.yaml`, (yaml) => `${yaml.trimEnd()}\n${property}`);
  add("ChatStartedEvent", `${optional("source", "Where the human came from.")}    examples: [poster]\n`);
  add("CallButton", optional("phoneNumber", "The number to call."));
  add("TextData", optional("language", "The language of the text."));
  // The example and the cases of the message held a text, to begin with.
  const data = JSON.stringify({ pace: "slow", stops: [{ street: "Main Street" }] });
  copy.edit("spec/examples/trip.json", (json) => {
    const example = JSON.parse(json);
    example.events[0].messages[0].data = JSON.parse(data);
    return `${JSON.stringify(example, null, 2)}\n`;
  });
  copy.edit("spec/examples/chat-started.json", (json) => {
    const example = JSON.parse(json);
    example.events[0].source = "poster";
    return `${JSON.stringify(example, null, 2)}\n`;
  });
  copy.edit("spec/cases/tolerated-deliveries.json", (json) => `${filled(json, data)}\n`);
  copy.edit("spec/cases/invalid-deliveries.json", (json) => {
    const rows = JSON.parse(filled(json, data)) as { name: string }[];
    const about = /^data of trip message (without|whose) text/;
    return `${JSON.stringify(
      rows.filter(({ name }) => !about.test(name)),
      null,
      2,
    )}\n`;
  });
}

/** The rows with other data in each trip message whose data is an object. */
function filled(json: string, data: string): string {
  return JSON.stringify(
    JSON.parse(json, (_, value) => {
      if (value?.type !== "trip" || typeof value.data?.text !== "string") return value;
      const { text: _text, ...more } = value.data;
      return { ...value, data: { ...JSON.parse(data), ...more } };
    }),
    null,
    2,
  );
}
