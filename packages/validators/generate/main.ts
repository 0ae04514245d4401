import {
  envelope,
  loadSpec,
  type Schemas,
  strictSchemas,
  tolerantSchemas,
  unionsOf,
  writeGenerated,
} from "@proto-webhooks/scripts/generator";
import { checkModule } from "./checks.ts";
import { compileSchemas } from "./compile.ts";
import { guardTypes, judgeTypes, validatorList } from "./modules.ts";
import { ruleModule } from "./rules.ts";
import { shapesOf } from "./shapes.ts";
import { tuples } from "./tuples.ts";

const { components } = await loadSpec();
const schemas: Schemas = components.schemas;
const tolerant = tolerantSchemas(schemas);
const parsed = { ...tolerant, DeliveryEnvelope: envelope(tolerant.Delivery ?? {}) };
const strict = strictSchemas(schemas);

// All are made before the first is written: an error leaves the old ones.
const files = {
  "tolerant.js": checkModule(parsed),
  "tolerant.d.ts": guardTypes(Object.keys(tolerant), ["DeliveryEnvelope"]),
  "tolerant-rules.ts": ruleModule(parsed),
  "tolerant-validators.ts": validatorList(Object.keys(tolerant), "tolerant"),
  "strict.js": await compileSchemas(strict),
  "strict.d.ts": judgeTypes(Object.keys(strict)),
  "strict-validators.ts": validatorList(Object.keys(strict), "strict"),
  "tuples.ts": tuples(schemas, unionsOf(schemas)),
  "shapes.ts": `import type { Shapes } from "../shape.ts";\n\nexport const shapes: Shapes = ${JSON.stringify(shapesOf(schemas), null, 2)};`,
};
for (const [name, content] of Object.entries(files)) {
  await writeGenerated(new URL(`../src/gen/${name}`, import.meta.url), import.meta.url, content);
}
