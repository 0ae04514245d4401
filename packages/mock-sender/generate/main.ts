import { loadSpec, writeGenerated } from "@proto-webhooks/scripts/generator";
import { blueprintsOf } from "./blueprints.ts";
import { builderList, memberTypes } from "./builders.ts";
import { messagingApi } from "./messaging-api.ts";
import { reachable } from "./reachable.ts";

const spec = await loadSpec();
const { schemas } = spec.components;
const names = reachable(schemas, "Delivery");
const blueprints = JSON.stringify(blueprintsOf(schemas, names), null, 2);

// All are made before the first is written: an error leaves the old ones.
const files = {
  "blueprints.ts": `import type { Blueprint } from "../blueprint.ts";\n\nexport const blueprints: Record<string, Blueprint> = ${blueprints};`,
  "builders.ts": builderList(schemas, names),
  "members.ts": memberTypes(schemas, names),
  "messaging-api.ts": messagingApi(spec),
};
for (const [name, content] of Object.entries(files)) {
  await writeGenerated(new URL(`../src/gen/${name}`, import.meta.url), import.meta.url, content);
}
