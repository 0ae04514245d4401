import Ajv, { type ErrorObject } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { publishedSchemas } from "../../generate/published-schemas.ts";
import { type JudgedSpec, sortedIssues } from "../../mutate/judged-spec.ts";
import type { MutableSpec } from "../../mutate/mutable-spec.ts";

/** The validators that a consumer makes of the bundles which would be published of a spec. */
export function publishedSpec(spec: MutableSpec): JudgedSpec {
  const published = { info: { version: "0.0.0" }, components: { schemas: spec.schemas } };
  const ajv = new (Ajv.default ?? Ajv)({ allErrors: true, strict: false });
  (formats.default ?? formats)(ajv);
  for (const reading of ["tolerant", "strict"] as const) {
    ajv.addSchema(publishedSchemas(published, reading)[`${reading}.json`] ?? {}, reading);
  }
  return {
    spec,
    issues: (reading, name, value) => {
      const validate = ajv.getSchema(`${reading}#/$defs/${name}`);
      if (!validate) throw new Error(`There is no ${name} in the ${reading} reading.`);
      validate(value);
      return sortedIssues(validate.errors as ErrorObject[] | null);
    },
  };
}
