import { refName } from "@proto-webhooks/scripts/generator";
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/** A compiled schema. */
export type Judge = ValidateFunction;

/** The keyword that stands for `$ref`: its target is looked up when a value is judged. */
const judgedBy = "judgedBy";

/** A judged schema as text, to be compiled apart from those that it refers to. */
export function asText(schema: object): string {
  return JSON.stringify(schema, (key, value) =>
    typeof value === "object" && value !== null && "$ref" in value && key !== "properties"
      ? { [judgedBy]: refName(String(value.$ref)) }
      : value,
  );
}

/**
 * Compiles each schema by itself; they find each other when they judge. It is the Ajv that all validators are made with:
 * references alone are followed in another way.
 *
 * @param find gives the judge of a name, as it is at that moment.
 */
export function compilerApart(find: (name: string) => Judge): (text: string) => Judge {
  const ajv = new Ajv.default({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    // Whether a mutant is in good style is not asked; its payloads are to tell.
    strictTypes: false,
    strictRequired: false,
    validateSchema: false,
    messages: false,
    // Each is used a few times only.
    code: { optimize: false },
  });
  addFormats.default(ajv, ["uri"]);
  const refer = Object.assign(
    (name: string, value: unknown, _parent: unknown, place: Parameters<Judge>[1]): boolean => {
      const judge = find(name);
      const fits = judge(value, place);
      refer.errors = judge.errors ?? null;
      return fits;
    },
    { errors: null as ErrorObject[] | null },
  );
  ajv.addKeyword({ keyword: judgedBy, schemaType: "string", errors: true, validate: refer as never });
  return (text) => {
    const schema = JSON.parse(text);
    const judge = ajv.compile(schema);
    ajv.removeSchema(schema);
    return judge;
  };
}
