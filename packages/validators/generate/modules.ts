/** Declares the functions that Ajv compiled. */
export function judgeTypes(names: string[]): string {
  const lines = names.map((name) => `export declare const ${name}: Judge;`);
  return ['import type { Judge } from "../judge.ts";\n', ...lines].join("\n");
}

/** Declares the checks of types as the guards that they are, and those of nothing that has a type. */
export function guardTypes(names: string[], untyped: string[]): string {
  return [
    'import type * as t from "@proto-webhooks/types";',
    ...names.map(
      (name) => `${guardDoc(name)}\nexport declare function is${name}(value: unknown): value is t.${name};`,
    ),
    ...untyped.map((name) => `export declare function is${name}(value: unknown): boolean;`),
  ].join("\n\n");
}

function guardDoc(name: string, closed = ""): string {
  return `/** Whether a value is a {@link t.${name}}${closed}. */`;
}

/** What makes the validators of a mode: a function, its module in `src`, what it takes from beside it, and its call. */
interface Maker {
  make: string;
  file: string;
  imports: string[];
  call: (name: string) => string;
  guard: (name: string) => string;
  /** What is said of it, too. */
  closed: string;
}

type Mode = "tolerant" | "strict";

const makers: Record<Mode, Maker> = {
  tolerant: {
    make: "tolerantValidator",
    file: "tolerant-validator",
    imports: ['import * as check from "./tolerant.js";', 'import * as rule from "./tolerant-rules.ts";'],
    call: (name) => `tolerantValidator(check.is${name}, rule.${name})`,
    guard: (name) => `export { is${name} } from "./tolerant.js";`,
    closed: "",
  },
  strict: {
    make: "strictValidator",
    file: "strict-validator",
    imports: ['import * as judge from "./strict.js";'],
    call: (name) => `strictValidator("${name}", judge.${name})`,
    guard: (name) =>
      [
        guardDoc(name, ", closed"),
        `export function is${name}(value: unknown): value is t.${name} {`,
        `  return judge.${name}(value);`,
        "}",
      ].join("\n"),
    closed: ", closed",
  },
};

/** A validator and a guard for each schema: `validateChat`, `isChat`. */
export function validatorList(names: string[], mode: Mode): string {
  const { file, make, imports: own, call, guard, closed } = makers[mode];
  const imports = [
    'import type * as t from "@proto-webhooks/types";',
    `import { ${make} } from "../${file}.ts";`,
    'import type { Validator } from "../validator.ts";',
    ...own,
  ];
  const pairs = names.map((name) =>
    [
      `/** Judges a {@link t.${name}}${closed}. */`,
      `export const validate${name}: Validator<t.${name}> = /* @__PURE__ */ ${call(name)};`,
      guard(name),
    ].join("\n"),
  );
  return `${imports.join("\n")}\n\n${pairs.join("\n\n")}`;
}
