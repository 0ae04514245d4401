import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readTables } from "../generate/read-sources.ts";
import type { Tables, TypeRow } from "../generate/rows.ts";
import { operationRows } from "../test/support/operation-rows.ts";
import type { Expectation } from "./expectation.ts";
import { type Fate, fatesOf } from "./fates.ts";
import type { MutableSpec } from "./mutable-spec.ts";
import type { Mutant } from "./mutant.ts";
import { mutantsOfOperations } from "./mutants-of-operations.ts";
import { mutantsOfSchemas } from "./mutants-of-schemas.ts";
import { operationFacts } from "./operation-facts.ts";
import { readSourceSpec } from "./source-spec.ts";
import { apiExpectations, typeExpectations } from "./table-expectations.ts";

/** The folder of the spec. */
const folder = join(import.meta.dirname, "..");

/** All that examples and cases say. */
export interface Said {
  tables: Tables;
  types: TypeRow[];
}

/** Reads the examples and the cases. */
export async function readSaid(): Promise<Said> {
  return { tables: await readTables(), types: readJson("cases/types.json") as TypeRow[] };
}

/**
 * Mutates the spec, and holds what is said of it against each mutant.
 *
 * @param parts names of schemas, or `openapi`; none stands for all.
 * @throws when there is no such part.
 */
export function mutateSpec({ tables, types }: Said, parts: readonly string[] = []): Fate[] {
  const source = readSourceSpec(folder);
  const mutants: Mutant[] = [...mutantsOfSchemas(source), ...mutantsOfOperations(source)];
  const known = new Set(mutants.map(({ part }) => part));
  const unknown = parts.find((part) => !known.has(part));
  if (unknown !== undefined) {
    throw new RangeError(`There is no schema \`${unknown}\`. There are: ${[...known].join(", ")}.`);
  }
  const chosen = parts.length === 0 ? mutants : mutants.filter(({ part }) => parts.includes(part));
  const expectations = [
    ...typeExpectations(types),
    ...apiExpectations(source.spec, readJson),
    ...operationExpectations(),
  ];
  return fatesOf(chosen, { original: source.spec, expectations, tables });
}

/** What the table of operations says, which `test/openapi.test.ts` holds against the spec too. */
function operationExpectations(): Expectation[] {
  const says = (row: unknown) => (spec: MutableSpec) =>
    operationFacts(spec).some((fact) => isDeepStrictEqual(fact, row));
  return operationRows.map((row) => {
    const isTrue = says(row);
    return { name: `operation: ${row[0]}`, about: ["openapi"], holds: ({ spec }) => isTrue(spec) };
  });
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(folder, path), "utf8"));
}
