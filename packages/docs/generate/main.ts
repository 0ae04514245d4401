// Writes what the reference says of each type, with its examples: so a change of the spec shows in review what readers see.
import { writeGenerated } from "@proto-webhooks/scripts/generator";
import { readSpec } from "../src/read-spec.ts";
import { typeSections } from "../src/type-sections.ts";

const file = new URL("../src/gen/reference.md", import.meta.url);
await writeGenerated(file, import.meta.url, typeSections(await readSpec()));
