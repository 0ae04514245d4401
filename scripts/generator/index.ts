export {
  envelope,
  type JudgedSchema,
  type JudgedSchemas,
  strictSchemas,
  type Told,
  tolerantSchemas,
  type Writing,
} from "./judged-schemas.ts";
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
