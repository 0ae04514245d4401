// Embeds the spec's example deliveries: the published command has no spec beside it.
import { readdir, readFile } from "node:fs/promises";
import { writeGenerated } from "@proto-webhooks/scripts/generator";

const folder = new URL("../../../spec/examples/", import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
const examples = await Promise.all(
  files.map(async (file) => {
    const value = JSON.parse(await readFile(new URL(file, folder), "utf8"));
    return [file.slice(0, -".json".length), value];
  }),
);

await writeGenerated(
  new URL("../src/gen/examples.ts", import.meta.url),
  import.meta.url,
  `/** The example deliveries of the spec, by name. */
export const examples: Readonly<Record<string, unknown>> = ${JSON.stringify(Object.fromEntries(examples), null, 2)};`,
);
