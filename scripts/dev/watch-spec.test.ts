import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { watchSpec } from "./watch-spec.ts";

const folder = mkdtempSync(join(tmpdir(), "watched-"));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

test("each edit is told with its files, however it is made, until the end", async () => {
  for (const name of ["schemas", "examples", "dist", "node_modules"]) mkdirSync(join(folder, name));
  write("openapi.yaml", "1");
  write("schemas/Card.yaml", "1");
  const end = new AbortController();
  const edits = watchSpec(folder, end.signal);

  const steps: [want: string[], edit: () => void][] = [
    [["schemas/Card.yaml"], () => write("schemas/Card.yaml", "2")],
    [["openapi.yaml"], () => write("openapi.yaml", "2")],
    [["examples/new.json"], () => write("examples/new.json", "{}")],
    // As editors save: beside it, then in its place.
    [
      ["schemas/Card.yaml"],
      () => {
        write("schemas/Card.tmp", "3");
        renameSync(join(folder, "schemas/Card.tmp"), join(folder, "schemas/Card.yaml"));
      },
    ],
    [["schemas/Card.yaml"], () => write("schemas/Card.yaml", "4")],
    [
      ["examples/api/a.json", "examples/new.json"],
      () => {
        mkdirSync(join(folder, "examples/api"));
        write("examples/api/a.json", "{}");
        rmSync(join(folder, "examples/new.json"));
      },
    ],
    [["examples/api/a.json"], () => write("examples/api/a.json", "[]")],
    [["examples/api/a.json"], () => rmSync(join(folder, "examples/api"), { recursive: true })],
    // What is generated, what is installed, and what is saved as it was is no edit.
    [
      ["openapi.yaml"],
      () => {
        write("dist/openapi.json", "{}");
        write("node_modules/a.yaml", "1");
        write("schemas/Card.yaml", "4");
        write("openapi.yaml", "3");
      },
    ],
  ];
  for (const [want, edit] of steps) {
    edit();
    expect(await edits.next()).toEqual({ done: false, value: want });
  }

  const last = edits.next();
  end.abort();
  expect(await last).toEqual({ done: true, value: undefined });
});

test("an edit that comes while another is looked at is not missed", async () => {
  write("openapi.yaml", "a");
  const end = new AbortController();
  const edits = watchSpec(folder, end.signal);
  write("openapi.yaml", "b");
  await edits.next();
  write("openapi.yaml", "c");
  expect(await edits.next()).toMatchObject({ value: ["openapi.yaml"] });
  end.abort();
  expect((await edits.next()).done).toBe(true);
});
