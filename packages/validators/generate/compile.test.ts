import { readFileSync } from "node:fs";
import { loadSpec, strictSchemas } from "@proto-webhooks/scripts/generator";
import { expect, test } from "vitest";
import { boundLoops, compileSchemas } from "./compile.ts";
import { shapesOf } from "./shapes.ts";

test("the same spec gives the same bytes, those that are committed", async () => {
  const { components } = await loadSpec();
  const code = await compileSchemas(strictSchemas(components.schemas));
  const committed = readFileSync(new URL("../src/gen/strict.js", import.meta.url), "utf8");
  expect(committed).toContain(code.trim());
});

test("a loop over items ends after a hundred errors", () => {
  expect(boundLoops("for(let i0=0; i0<len0; i0++){ }")).toBe("for(let i0=0; i0<len0 && errors<100; i0++){ }");
});

test("a loop that is written in another way is not left unbounded", () => {
  expect(() => boundLoops("for (let i0 = 0; i0 < len0; i0++) {}")).toThrow("0 of 1 were bounded");
  expect(() => boundLoops("items.every(judge)")).toThrow("0 of 0 were bounded");
});

test("a keyword that Ajv does not know stops the generation", async () => {
  const schema = { type: "object", maxItem: 3 } as object;
  await expect(compileSchemas({ Card: schema })).rejects.toThrow('unknown keyword: "maxItem"');
});

test("shapes say what leads on from a schema", () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const shapes = shapesOf({
    Pet: {
      oneOf: [ref("Cat")],
      discriminator: { propertyName: "type", mapping: { cat: "#/components/schemas/Cat" } },
    },
    Cat: { properties: { name: { type: "string" }, toys: { items: ref("Toy") }, owner: ref("Owner") } },
    Mood: { enum: ["calm"] },
  });
  expect(shapes).toEqual({
    Pet: { tag: "type", members: { cat: "Cat" } },
    Cat: { properties: { name: null, toys: "Toy", owner: "Owner" } },
  });
});
