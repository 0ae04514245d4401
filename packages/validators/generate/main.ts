import {
  envelope,
  loadSpec,
  type Schemas,
  strictSchemas,
  tolerantSchemas,
  unionsOf,
  writeGenerated,
} from "@proto-webhooks/scripts/generator";
import { compileSchemas } from "./compile.ts";
import { judgeTypes, validatorList } from "./modules.ts";
import { shapesOf } from "./shapes.ts";
import { tuples } from "./tuples.ts";

const { components } = await loadSpec();
const schemas: Schemas = components.schemas;
const tolerant = tolerantSchemas(schemas);
const strict = strictSchemas(schemas);
const [tolerantCode, strictCode] = await Promise.all([
  compileSchemas({ ...tolerant, DeliveryEnvelope: envelope(tolerant.Delivery ?? {}) }),
  compileSchemas(strict),
]);

// All are made before the first is written: an error leaves the old ones.
const files = {
  "tolerant.js": tolerantCode,
  "tolerant.d.ts": judgeTypes([...Object.keys(tolerant), "DeliveryEnvelope"]),
  "tolerant-validators.ts": validatorList(Object.keys(tolerant), "tolerant"),
  "strict.js": strictCode,
  "strict.d.ts": judgeTypes(Object.keys(strict)),
  "strict-validators.ts": validatorList(Object.keys(strict), "strict"),
  "tuples.ts": tuples(schemas, unionsOf(schemas)),
  "shapes.ts": `import type { Shapes } from "../shape.ts";\n\nexport const shapes: Shapes = ${JSON.stringify(shapesOf(schemas), null, 2)};`,
};
for (const [name, content] of Object.entries(files)) {
  await writeGenerated(new URL(`../src/gen/${name}`, import.meta.url), import.meta.url, content);
}
