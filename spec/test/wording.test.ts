import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, readYaml, root, stringsNamed } from "./support/spec.ts";
import { digestOf, windowsOf } from "./support/words.ts";

/**
 * Every run of six words in a line of Proto's page, as `digestOf(words)` for `windowsOf(line)`: enough to notice a copied
 * sentence, without keeping the page itself.
 */
const documented = new Set(
  readFileSync(join(root, "test/support/documentation-windows.txt"), "utf8").trim().split("\n"),
);

const files = [
  "openapi.yaml",
  ...["schemas", "parameters", "responses"].flatMap((f) => filesBelow(f, ".yaml")),
];

test.each(files)("%s says it in our own words", (file) => {
  const texts = stringsNamed(readYaml(file), ["description", "summary", "title"]);
  const copied = texts.flatMap((text) => windowsOf(text)).filter((words) => documented.has(digestOf(words)));
  expect(copied).toEqual([]);
});

test("a copied sentence would be noticed", () => {
  const copied = windowsOf("When user clicks the quick reply, send this text");
  expect(copied.filter((words) => documented.has(digestOf(words)))).toHaveLength(copied.length);
});
