import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const tsc = join(root, "../../node_modules/typescript/bin/tsc");

const consumer = mkdtempSync(join(tmpdir(), "types-consumer-"));
mkdirSync(join(consumer, "node_modules/@proto-webhooks"), { recursive: true });
symlinkSync(root, join(consumer, "node_modules/@proto-webhooks/types"));
writeFileSync(join(consumer, "package.json"), `{ "type": "module" }`);
writeFileSync(
  join(consumer, "consumer.ts"),
  `import type { Delivery, webhooks } from "@proto-webhooks/types";
   type Body = webhooks["delivery"]["post"]["requestBody"]["content"]["application/json"];
   export const delivery: Delivery = { events: [] };
   export const body: Body = delivery;
   // @ts-expect-error an event is no number
   export const wrong: Delivery = { events: [1] };`,
);
afterAll(() => rmSync(consumer, { recursive: true }));

test("the module that an import reaches at run time has zero bytes", async () => {
  expect(readFileSync(join(root, "dist/index.js"))).toHaveLength(0);
  expect(Object.keys(await import("@proto-webhooks/types" as string))).toEqual([]);
});

test.each([
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
])("with module %s and resolution %s a consumer checks, declarations included", (module, resolution) => {
  const options = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022"];
  const { stdout } = spawnSync(
    process.execPath,
    [tsc, ...options, "--module", module, "--moduleResolution", resolution, "consumer.ts", "--ignoreConfig"],
    { cwd: consumer, encoding: "utf8" },
  );
  expect(stdout).toBe("");
});
