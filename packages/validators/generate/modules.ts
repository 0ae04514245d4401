/** Declares the functions that Ajv compiled. */
export function judgeTypes(names: string[]): string {
  const lines = names.map((name) => `export declare const ${name}: Judge;`);
  return ['import type { Judge } from "../judge.ts";\n', ...lines].join("\n");
}

/** What makes the validators of a mode: a module of `src`, its function, and how a call of it begins. */
const makers = {
  tolerant: { file: "validator", make: "createValidator", call: () => "createValidator(" },
  strict: {
    file: "strict-validator",
    make: "strictValidator",
    call: (name: string) => `strictValidator("${name}", `,
  },
};

/** A validator and a guard for each schema: `validateChat`, `isChat`. */
export function validatorList(names: string[], mode: keyof typeof makers): string {
  const { file, make, call } = makers[mode];
  const imports = [
    'import type * as t from "@proto-webhooks/types";',
    `import { ${make} } from "../${file}.ts";`,
    'import type { Validator } from "../validator.ts";',
    `import * as judge from "./${mode}.js";`,
  ];
  const pairs = names.map((name) => {
    const what = `a {@link t.${name}}${mode === "strict" ? ", closed" : ""}`;
    return [
      `/** Judges ${what}. */`,
      `export const validate${name}: Validator<t.${name}> = /* @__PURE__ */ ${call(name)}judge.${name});`,
      `/** Whether a value is ${what}. */`,
      `export function is${name}(value: unknown): value is t.${name} {`,
      `  return judge.${name}(value);`,
      "}",
    ].join("\n");
  });
  return `${imports.join("\n")}\n\n${pairs.join("\n\n")}`;
}
