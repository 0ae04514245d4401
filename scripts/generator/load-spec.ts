import { readFile } from "node:fs/promises";
import type { Schemas } from "./schema.ts";

/** The bundled spec, as far as generators read it. */
export interface Spec {
  info: { version: string };
  components: { schemas: Schemas };
}

/** Where `spec` puts its bundle. */
export const specBundle: URL = new URL("../../spec/dist/openapi.json", import.meta.url);

/**
 * Reads the bundled spec.
 *
 * @throws when there is no bundle: `spec` must be generated first, as the task graph does.
 */
export async function loadSpec(): Promise<Spec> {
  try {
    return JSON.parse(await readFile(specBundle, "utf8"));
  } catch (cause) {
    throw new Error("The bundled spec cannot be read. Run `npx -y pnpm@12 generate` in the root.", { cause });
  }
}
