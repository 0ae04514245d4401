import { loadSpec, writeGenerated } from "@proto-webhooks/scripts/generator";
import { apiTypes } from "./api-types.ts";
import { byName, namedTypes } from "./named-types.ts";
import { publicSchemas } from "./public-schemas.ts";

const spec = await loadSpec();
const schemas = publicSchemas(spec.components.schemas);
const gen = new URL("../src/gen/", import.meta.url);
// Both are made before either is written: an error leaves the old pair.
const [named, api] = await Promise.all([namedTypes(schemas), apiTypes(spec, schemas)]);
await writeGenerated(new URL("named.ts", gen), import.meta.url, named);
await writeGenerated(new URL("api.ts", gen), import.meta.url, api);
await writeGenerated(new URL("by-name.ts", gen), import.meta.url, byName(Object.keys(schemas)));
