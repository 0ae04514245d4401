import { statSync } from "node:fs";
import { declarationsOf, type TypesPackage } from "../declarations-of.ts";
import type { Figure, Target } from "../figure.ts";
import type { Scenario } from "../scenario.ts";
import { peers, titles } from "../validate/contender.ts";
import { bundleSize } from "./bundle-size.ts";

const validators = "@proto-webhooks/validators";
const receiver = "@proto-webhooks/receiver";
/** Ajv is measured without the schemas that it compiles: those that are published hold descriptions, too. */
const schemas = ["@proto-webhooks/spec/*"];

const bundles: readonly (readonly [name: string, code: string, kB?: number])[] = [
  ["validators, all of the main entry", `export * from "${validators}"`, 5],
  ["parseDelivery alone", `export { parseDelivery } from "${validators}"`],
  ["strict validateDelivery alone", `export { validateDelivery } from "${validators}/strict"`],
  ...peers.map(
    (name) => [titles[name], `export { judge } from "../validate/contenders/${name}.ts"`] as const,
  ),
  ["receiver for the edge", `export { createReceiver, sharedSecret } from "${receiver}"`, 10],
  ["receiver, all of the main entry", `export * from "${receiver}"`],
];

const declarations: readonly (readonly [name: TypesPackage, kB?: number])[] = [
  ["@proto-webhooks/types", 30],
  ["@octokit/webhooks-types"],
];

export const size: Scenario = {
  summary: "bytes of our validators, receiver and types, beside those of what could stand in their place",
  run: async ({ progress }) => {
    const figures: Figure[] = [];
    for (const [name, code, most] of bundles) {
      progress(name);
      figures.push(kilobytes(name, await bundleSize(code, schemas), most));
    }
    for (const [name, most] of declarations) {
      figures.push(kilobytes(`declarations of ${name}`, statSync(declarationsOf(name)).size, most));
    }
    return {
      scenario: "size",
      method: [
        "Bundled by esbuild for no platform, minified and gzipped, with all that comes along; declarations as they",
        "are. A peer's bundle holds its library and the schemas with which the scenario validate compares it, so",
        "it judges what parseDelivery judges; Ajv's holds no schemas, as it would read those that are published.",
        "The receiver for the edge is createReceiver and sharedSecret; an inbox comes on top.",
      ].join(" "),
      figures,
    };
  },
};

function kilobytes(name: string, bytes: number, most: number | undefined): Figure {
  const target: Target | undefined = most === undefined ? undefined : { bound: "at most", value: most };
  return { name, value: bytes / 1_000, unit: "kB", ...(target && { target }) };
}
