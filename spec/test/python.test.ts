import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findPython, runPython } from "./support/find-python.ts";
import { vectorLines, vectors } from "./support/published.ts";
import { root } from "./support/spec.ts";

const python = findPython();
if (python === undefined) {
  console.warn(
    "Skipped: the vectors in Python. There is no python3 (3.10 or newer) with jsonschema. On Debian: apt install python3-jsonschema",
  );
}

function check(folder: string): { status: number | null; output: string } {
  return runPython(python ?? "", [join(root, "test/python/check_vectors.py"), folder]);
}

test.skipIf(python === undefined)("in Python, schemas and vectors mean the same", () => {
  const { status, output } = check(join(root, "dist"));
  const events = vectors.flatMap((vector) => vector.events ?? []).length;
  expect(output).toMatch(
    new RegExp(`^${vectors.length} vectors, ${events} events, jsonschema [\\d.]+: 0 differences\n$`),
  );
  expect(status).toBe(0);
});

test.skipIf(python === undefined)("a vector or a schema that means something else is noticed", () => {
  const copy = mkdtempSync(join(tmpdir(), "proto-webhooks-vectors-"));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(join(root, "dist/schemas"), join(copy, "schemas"), { recursive: true });
  const edit = (file: string, from: RegExp, to: string) => {
    const whole = readFileSync(join(copy, file), "utf8");
    expect(whole).toMatch(from);
    writeFileSync(join(copy, file), whole.replace(from, to));
  };
  const tried = [
    "example: text",
    "invalid: four buttons",
    "invalid: media url is not a URI",
    "invalid: chat is null",
    "body: nested 65 deep",
  ];
  const some = vectorLines.filter((_, index) => tried.includes(vectors[index]?.name ?? ""));
  writeFileSync(join(copy, "vectors.jsonl"), `${some.join("\n")}\n`);
  expect(check(copy)).toMatchObject({ status: 0 });

  edit("vectors.jsonl", /("name":"example: text".*"fingerprint":").{3}/, "$1AAA");
  edit("vectors.jsonl", /("name":"invalid: chat is null".*)"wrong_type"/, '$1"wrong_value"');
  edit("vectors.jsonl", /("name":"body: nested 65 deep".*)"too_deep"/, '$1"invalid_json"');
  edit("schemas/tolerant/Card.json", /"maxItems": 3/, '"maxItems": 4');
  edit("schemas/strict.json", /"format": "uri"/g, '"format": "date"');
  const { status, output } = check(copy);
  const noticed = output.match(/^.* \((files|bundles)\): [a-z ]*(?= is )/gm);
  expect(noticed).toEqual([
    "example: text (files): verdict",
    "example: text (bundles): verdict",
    "invalid: chat is null (files): strict issues",
    "invalid: chat is null (bundles): strict issues",
    "invalid: four buttons (files): verdict",
    "invalid: four buttons (files): the whole delivery",
    "invalid: media url is not a URI (bundles): strict",
    "invalid: media url is not a URI (bundles): strict issues",
    "body: nested 65 deep (files): verdict",
    "body: nested 65 deep (bundles): verdict",
  ]);
  expect(status).toBe(1);
});
