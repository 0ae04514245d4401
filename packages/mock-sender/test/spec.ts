import { readdir, readFile } from "node:fs/promises";
import { loadSpec, type Schemas } from "@proto-webhooks/scripts/generator";
import type { Delivery } from "@proto-webhooks/types";

const folder = new URL("../../../spec/examples/", import.meta.url);

/** The schemas of the spec. */
export const schemas: Schemas = (await loadSpec()).components.schemas;

/** The spec's examples of deliveries, by file name. */
export const examples: [string, Delivery][] = await Promise.all(
  (await readdir(folder))
    .filter((name) => name.endsWith(".json"))
    .map(
      async (name): Promise<[string, Delivery]> => [
        name,
        JSON.parse(await readFile(new URL(name, folder), "utf8")),
      ],
    ),
);
