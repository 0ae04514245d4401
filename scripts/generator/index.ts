export { loadSpec, type Spec, specBundle } from "./load-spec.ts";
export {
  mapSchema,
  mapSchemas,
  type Provenance,
  refName,
  type Schema,
  type Schemas,
  type Union,
  unionOf,
  unionsOf,
  withoutNullOnly,
} from "./schema.ts";
export { replaceFile, writeGenerated } from "./write-generated.ts";
