import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keepGenerated } from "./keep-generated.ts";

const folder = mkdtempSync(join(tmpdir(), "generated-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("what is generated is put back as it was, and what was not generated stays", () => {
  const files = ["packages/a/src/gen/same.ts", "packages/a/src/gen/deep/changed.ts", "spec/dist/gone.json"];
  for (const file of files) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), "before");
  }
  const [same = "", changed = "", gone = ""] = files.map((file) => join(folder, file));
  const added = join(folder, "packages/a/src/gen/new.ts");
  const byHand = join(folder, "packages/a/src/hand.ts");
  const { ino } = statSync(same);

  const putBack = keepGenerated(folder);
  writeFileSync(changed, "after");
  rmSync(gone);
  for (const file of [added, byHand]) writeFileSync(file, "after");
  putBack();

  expect([changed, gone].map((file) => readFileSync(file, "utf8"))).toEqual(["before", "before"]);
  expect([existsSync(added), existsSync(byHand), statSync(same).ino]).toEqual([false, true, ino]);
});
