import { strictSchemas, tolerantSchemas } from "@proto-webhooks/scripts/generator";
import type { ErrorObject } from "ajv";
import { listedMember, type Reading } from "../generate/published-schemas.ts";
import type { Issue } from "../generate/vector.ts";
import { issuesOf } from "../test/support/validate.ts";
import { asText, compilerApart, type Judge } from "./compile-apart.ts";
import type { MutableSpec } from "./mutable-spec.ts";

/** A spec that values can be judged by, as its validators do. */
export interface JudgedSpec {
  spec: MutableSpec;
  /** The issues of a value, in the order of their pointers. @throws when the schemas are none. */
  issues: (reading: Reading, name: string, value: unknown) => Issue[];
}

/** Finds the judge of a schema. */
type Find = (name: string) => Judge | undefined;

const write = { tolerant: tolerantSchemas, strict: strictSchemas };

/** Judges by a spec, and by mutants of it: of these, only the schemas that are others are compiled anew. */
export function specJudge(original: MutableSpec): {
  judged: (mutant: MutableSpec) => JudgedSpec;
  /** The names of the schemas that were asked while `run` ran. */
  asked: (run: () => void) => Set<string>;
} {
  let find: Find = () => undefined;
  let asked: Set<string> | undefined;
  const ask = (name: string): Judge => {
    asked?.add(name);
    const judge = find(name);
    if (!judge) throw new Error(`There is no schema ${name}.`);
    return judge;
  };
  const compile = compilerApart(ask);
  const finder = (texts: ReadonlyMap<string, string>, otherwise: Find): Find => {
    const judges = new Map<string, Judge>();
    return (name) => {
      const text = texts.get(name);
      if (text === undefined) return otherwise(name);
      const judge = judges.get(name) ?? compile(text);
      judges.set(name, judge);
      return judge;
    };
  };
  const all = Object.keys(original.schemas);
  const finders = {
    tolerant: finder(textsOf(original, "tolerant", all), () => undefined),
    strict: finder(textsOf(original, "strict", all), () => undefined),
  };
  const judged = (spec: MutableSpec): JudgedSpec => {
    const changed = all.filter((name) => spec.schemas[name] !== original.schemas[name]);
    const own = {
      tolerant: finder(textsOf(spec, "tolerant", changed), finders.tolerant),
      strict: finder(textsOf(spec, "strict", changed), finders.strict),
    };
    const issues: JudgedSpec["issues"] = (reading, name, value) => {
      find = own[reading];
      const judge = ask(name);
      judge(value);
      return sortedIssues(judge.errors);
    };
    return { spec, issues };
  };
  const namesAsked = (run: () => void): Set<string> => {
    const names = new Set<string>();
    asked = names;
    run();
    asked = undefined;
    return names;
  };
  return { judged, asked: namesAsked };
}

/** The judged schemas of these names, as a reading has them. */
function textsOf({ schemas }: MutableSpec, reading: Reading, names: string[]): Map<string, string> {
  // Which schemas a reading has is said by the unions.
  const needed = Object.entries(schemas).filter(([name, schema]) => names.includes(name) || schema.oneOf);
  const written = write[reading](Object.fromEntries(needed), { told: () => ({}), listedMember });
  const chosen = Object.entries(written).filter(([name]) => names.includes(name));
  return new Map(chosen.map(([name, schema]) => [name, asText(schema)]));
}

/** What only mutants say: no row of any table expects it. */
const unheardOf = ["minItems", "minLength"];

/** What Ajv found, in the order of the pointers. That a branch of a condition does not fit is said by the branch. */
export function sortedIssues(errors: readonly ErrorObject[] | null | undefined): Issue[] {
  const told = (errors ?? []).filter(({ keyword }) => keyword !== "if");
  const known = issuesOf(told.filter(({ keyword }) => !unheardOf.includes(keyword)));
  const others = told
    .filter(({ keyword }) => unheardOf.includes(keyword))
    .map(({ instancePath, keyword }) => ({ pointer: instancePath, kind: keyword }));
  return [...known, ...others].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
}
