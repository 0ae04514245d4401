import { refName, strictSchemas, tolerantSchemas } from "@proto-webhooks/scripts/generator";
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { listedMember, type Reading } from "../generate/published-schemas.ts";
import type { Issue } from "../generate/vector.ts";
import { issuesOf } from "../test/support/validate.ts";
import type { MutableSpec } from "./mutable-spec.ts";

/** A spec that values can be judged by, as its validators do. */
export interface JudgedSpec {
  spec: MutableSpec;
  /** The issues of a value, in the order of their pointers. @throws when the schemas are none. */
  issues: (reading: Reading, name: string, value: unknown) => Issue[];
}

type Judge = ValidateFunction;
/** A judged schema as text: the same text is compiled once. */
type Texts = ReadonlyMap<string, string>;

const readings = ["tolerant", "strict"] as const;
const write = { tolerant: tolerantSchemas, strict: strictSchemas };

/** The keyword that stands for `$ref`: it looks its target up when it judges. */
const judgedBy = "judgedBy";

/**
 * Compiles each schema by itself, and lets them find each other when they judge: of a spec in which one schema is another,
 * only that one is compiled anew. The schemas are those from which all validators are made, and so is Ajv; references
 * alone are followed in another way.
 */
export function specJudge(original: MutableSpec): {
  judged: (spec: MutableSpec) => JudgedSpec;
  /** The names of the schemas that were asked while `run` ran. */
  asked: (run: () => void) => Set<string>;
} {
  let judges: (name: string) => Judge | undefined = () => undefined;
  let asked: Set<string> | undefined;
  const ask = (name: string): Judge => {
    asked?.add(name);
    const judge = judges(name);
    if (!judge) throw new Error(`There is no schema ${name}.`);
    return judge;
  };
  const ajv = newAjv(ask);
  const compiled = new Map<string, Judge>();
  const originals = { tolerant: textsOf(original, "tolerant"), strict: textsOf(original, "strict") };

  const compile = (text: string): Judge => {
    const schema = JSON.parse(text);
    const judge = ajv.compile(schema);
    ajv.removeSchema(schema);
    return judge;
  };
  const known = (text: string): Judge => {
    const judge = compiled.get(text) ?? compile(text);
    compiled.set(text, judge);
    return judge;
  };

  /** Those of the original are kept, those of a mutant go with it. */
  const judgesOf = (texts: Texts, before: Texts) => {
    const own = new Map<string, Judge>();
    return (name: string): Judge | undefined => {
      const text = texts.get(name);
      if (text === undefined) return undefined;
      if (text === before.get(name)) return known(text);
      const judge = own.get(name) ?? compile(text);
      own.set(name, judge);
      return judge;
    };
  };

  const judged = (spec: MutableSpec): JudgedSpec => {
    const bySpec = new Map(
      readings.map((reading) => {
        const texts = spec === original ? originals[reading] : textsOf(spec, reading);
        return [reading, judgesOf(texts, originals[reading])];
      }),
    );
    return {
      spec,
      issues: (reading, name, value) => {
        judges = bySpec.get(reading) ?? judges;
        const judge = ask(name);
        judge(value);
        return sortedIssues(judge.errors);
      },
    };
  };

  return {
    judged,
    asked: (run) => {
      const names = new Set<string>();
      asked = names;
      run();
      asked = undefined;
      return names;
    },
  };
}

function textsOf({ schemas }: MutableSpec, reading: Reading): Texts {
  const written = write[reading](schemas, { told: () => ({}), listedMember });
  return new Map(Object.entries(written).map(([name, schema]) => [name, JSON.stringify(schema, named)]));
}

function named(this: unknown, key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("$ref" in value) || key === "properties") return value;
  return { [judgedBy]: refName(String(value.$ref)) };
}

function newAjv(ask: (name: string) => Judge) {
  const ajv = new Ajv.default({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    // Whether a mutant is in good style is not asked; its payloads are to tell.
    strictTypes: false,
    strictRequired: false,
    validateSchema: false,
    messages: false,
  });
  addFormats.default(ajv, ["uri"]);
  const refer = Object.assign(
    (name: string, value: unknown, _parent: unknown, place: Parameters<Judge>[1]): boolean => {
      const judge = ask(name);
      const fits = judge(value, place);
      refer.errors = judge.errors ?? null;
      return fits;
    },
    { errors: null as ErrorObject[] | null },
  );
  ajv.addKeyword({ keyword: judgedBy, schemaType: "string", errors: true, validate: refer as never });
  return ajv;
}

/** What only mutants say: no row of any table expects it. */
const unheardOf = ["minItems", "minLength"];

/** That a branch of a condition does not fit, or none of several, is said by the branch. */
function sortedIssues(errors: readonly ErrorObject[] | null | undefined): Issue[] {
  const told = (errors ?? []).filter(({ keyword }) => !["if", "anyOf"].includes(keyword));
  const known = issuesOf(told.filter(({ keyword }) => !unheardOf.includes(keyword)) as ErrorObject[]);
  const others = told
    .filter(({ keyword }) => unheardOf.includes(keyword))
    .map(({ instancePath, keyword }) => ({ pointer: instancePath, kind: keyword }));
  return [...known, ...others].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
}
