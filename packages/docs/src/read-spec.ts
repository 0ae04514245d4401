import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Spec } from "./spec.ts";

/**
 * The spec as one bundle.
 *
 * @throws when it was not made yet, with the command that makes it.
 */
export async function readSpec(
  url: string = import.meta.resolve("@proto-webhooks/spec/openapi.json"),
): Promise<Spec> {
  const file = fileURLToPath(url);
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new Error(`The bundle of the spec cannot be read: ${file}. Make it with: npx -y pnpm@12 generate`, {
      cause: error,
    });
  }
}
