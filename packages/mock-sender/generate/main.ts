import { loadSpec, writeGenerated } from "@proto-webhooks/scripts/generator";
import { blueprintsOf } from "./blueprints.ts";
import { builderList, memberTypes } from "./builders.ts";
import { arbitraryList, madeTypes, makerNames } from "./makers.ts";
import { messagingApi } from "./messaging-api.ts";
import { reachable } from "./reachable.ts";
import { shapesOf } from "./shapes.ts";

const spec = await loadSpec();
const { schemas } = spec.components;
const names = reachable(schemas, "Delivery");
const made = makerNames(schemas, names);
const blueprints = JSON.stringify(blueprintsOf(schemas, names), null, 2);
const shapes = JSON.stringify(shapesOf(schemas, names), null, 2);

// All are made before the first is written: an error leaves the old ones.
const files = {
  "arbitraries.ts": arbitraryList(schemas, made),
  "blueprints.ts": `import type { Blueprint } from "../blueprint.ts";\n\nexport const blueprints: Record<string, Blueprint> = ${blueprints};`,
  "builders.ts": builderList(schemas, names),
  "made.ts": madeTypes(schemas, made),
  "members.ts": memberTypes(schemas, names),
  "messaging-api.ts": messagingApi(spec),
  "shapes.ts": `import type { Shape } from "../shape.ts";\n\nexport const shapes: Record<string, Shape> = ${shapes};`,
};
for (const [name, content] of Object.entries(files)) {
  await writeGenerated(new URL(`../src/gen/${name}`, import.meta.url), import.meta.url, content);
}
