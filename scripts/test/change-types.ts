import { globSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CopyOfWorkspace } from "./copy-of-workspace.ts";

/** Takes the button `call` out of the spec: its schema, its places in lists, its example and its cases. */
export function removeButton(copy: CopyOfWorkspace): void {
  const remove = (file: string) => rmSync(join(copy.folder, "spec", file));
  remove("schemas/CallButton.yaml");
  remove("examples/carousel-call-button.json");
  copy.edit("spec/schemas/Button.yaml", (yaml) => yaml.replace(/.*CallButton.*\n/g, ""));
  copy.edit("spec/openapi.yaml", (yaml) => yaml.replace(/ *carousel-call-button:\n.*\n.*\n/, ""));
  for (const file of ["invalid-deliveries", "tolerated-deliveries"]) {
    copy.edit(`spec/cases/${file}.json`, (json) => {
      const rows: { name: string }[] = JSON.parse(json);
      return JSON.stringify(
        rows.filter(({ name }) => !name.includes("call button")),
        null,
        2,
      );
    });
  }
}

/** Gives the message `trip` another name on the wire: `way`. */
export function renameMessage(copy: CopyOfWorkspace): void {
  copy.edit("spec/schemas/Message.yaml", (yaml) => yaml.replace("trip: TripMessage", "way: TripMessage"));
  copy.edit("spec/schemas/TripMessage.yaml", (yaml) => yaml.replace("const: trip", "const: way"));
  const files = globSync("spec/{examples,cases}/*.json", { cwd: copy.folder });
  for (const file of files.filter((name) => copy.read(name).includes('"type": "trip"'))) {
    copy.edit(file, (json) => json.replaceAll('"type": "trip"', '"type": "way"'));
  }
}

/** Has each event `chat_started` say where the human came from. */
export function requireField(copy: CopyOfWorkspace): void {
  copy.edit("spec/schemas/ChatStartedEvent.yaml", (yaml) =>
    yaml
      .replace("required: [type,", "required: [type, source,")
      .replace(/(source:\n +type: )\[string, "null"\]/, "$1string"),
  );
  for (const file of ["invalid-deliveries", "tolerated-deliveries"]) {
    copy.edit(`spec/cases/${file}.json`, (json) =>
      JSON.stringify(
        JSON.parse(json, (_, value) =>
          value?.type === "chat_started" ? { ...value, source: "poster" } : value,
        ),
      ),
    );
  }
}

/** Adds a value to the enum of the message `trip`. */
export function addEnumValue(copy: CopyOfWorkspace): void {
  copy.edit("spec/schemas/Pace.yaml", (yaml) => yaml.replace("[slow, fast]", "[slow, fast, running]"));
}
