import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedSchema } from "../../generate/published-schemas.ts";
import { bytesOf, type Vector } from "../../generate/vector.ts";
import { filesBelow, readJson, root } from "./spec.ts";

/** The published schemas by their files below `dist/schemas/`. */
export const publishedSchemas: ReadonlyMap<string, PublishedSchema> = new Map(
  filesBelow("dist/schemas", ".json").map((file) => [
    file.replace("dist/schemas/", ""),
    readJson(file) as PublishedSchema,
  ]),
);

export const vectorLines: string[] = readFileSync(join(root, "dist/vectors.jsonl"), "utf8")
  .split("\n")
  .slice(0, -1);
export const vectors: Vector[] = vectorLines.map((line) => JSON.parse(line));

/** What a vector's body is as JSON; throws when it is none. */
export function payloadOf({ body }: Vector): unknown {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(body)));
}
