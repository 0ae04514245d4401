/** Declares the functions that judge: of strict ones what is wrong is asked afterwards. */
export function judgeTypes(names: string[], type: "Judge" | "Check"): string {
  const lines = names.map((name) => `export declare const ${name}: ${type};`);
  return [`import type { ${type} } from "../judge.ts";\n`, ...lines].join("\n");
}

/** What makes the validators of a mode: a function, its module in `src`, what it takes from beside it, and its call. */
interface Maker {
  make: string;
  file: string;
  imports: string[];
  call: (name: string) => string;
}

type Mode = "tolerant" | "strict";

const makers: Record<Mode, Maker> = {
  tolerant: {
    make: "tolerantValidator",
    file: "tolerant-validator",
    imports: ['import * as judge from "./tolerant.js";', 'import * as rule from "./tolerant-rules.ts";'],
    call: (name: string) => `tolerantValidator(judge.${name}, rule.${name})`,
  },
  strict: {
    make: "strictValidator",
    file: "strict-validator",
    imports: ['import * as judge from "./strict.js";'],
    call: (name: string) => `strictValidator("${name}", judge.${name})`,
  },
};

/** A validator and a guard for each schema: `validateChat`, `isChat`. */
export function validatorList(names: string[], mode: Mode): string {
  const { file, make, imports: own, call } = makers[mode];
  const imports = [
    'import type * as t from "@proto-webhooks/types";',
    `import { ${make} } from "../${file}.ts";`,
    'import type { Validator } from "../validator.ts";',
    ...own,
  ];
  const pairs = names.map((name) => {
    const what = `a {@link t.${name}}${mode === "strict" ? ", closed" : ""}`;
    return [
      `/** Judges ${what}. */`,
      `export const validate${name}: Validator<t.${name}> = /* @__PURE__ */ ${call(name)};`,
      `/** Whether a value is ${what}. */`,
      `export function is${name}(value: unknown): value is t.${name} {`,
      `  return judge.${name}(value);`,
      "}",
    ].join("\n");
  });
  return `${imports.join("\n")}\n\n${pairs.join("\n\n")}`;
}
