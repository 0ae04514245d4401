/// <reference types="node" />
import { expect, test } from "vitest";
import { Random } from "../random.ts";
import { Disk } from "./disk.ts";
import type { Step } from "./read-trace.ts";

const [folder, one, other] = [1, 2, 3];
const open = (file: number, name: string): Step => ({ kind: "open", file, path: `/there${name}` });
const write = (file: number, offset: number, text: string): Step => {
  return { kind: "write", file, offset, data: Buffer.from(text) };
};
const sync = (file: number): Step => ({ kind: "sync", file });
/** A file `one` that is there whatever happens, two sectors long. */
const begin = [
  ...[open(folder, ""), open(one, "/one"), write(one, 0, "a".repeat(1024)), sync(one), sync(folder)],
];

/** All that was found after so many losses of power. */
function survivors(steps: readonly Step[], isDeaf?: (synced: string) => boolean): Set<string> {
  const disk = new Disk("/there", isDeaf);
  for (const step of [...begin, ...steps]) disk.apply(step);
  const random = new Random(1);
  const found = Array.from({ length: 300 }, () => {
    const files = [...disk.survivor(random)].map(
      ([name, bytes]) => `${name}:${inShort(bytes.toString("latin1"))}`,
    );
    return files.sort().join(" ");
  });
  return new Set(found);
}

/** Runs of one character, such as `a512`; `-` is zero, and `?` anything else. */
function inShort(text: string): string {
  return text.replace(
    /(.)\1*/gs,
    (run, char) => `${/[a-z]/.test(char) ? char : char === "\0" ? "-" : "?"}${run.length}`,
  );
}

test("what was synced is there, and nothing else", () => {
  const steps = [write(one, 0, "b"), sync(one)];
  expect(survivors([])).toEqual(new Set(["one:a1024"]));
  expect(survivors(steps)).toEqual(new Set(["one:b1a1023"]));
  // As if nobody had asked for it.
  expect(survivors(steps, (synced) => synced === "one").has("one:")).toBe(true);
});

test("of what was not synced each sector may be there, whatever the others are", () => {
  expect(survivors([write(one, 500, "b".repeat(24))])).toEqual(
    new Set(["one:a1024", "one:a500b24a500", "one:a500b12a512", "one:a512b12a500"]),
  );
});

test("a sector is what it was at some time", () => {
  expect(survivors([write(one, 0, "b"), write(one, 1, "c")])).toEqual(
    new Set(["one:a1024", "one:b1a1023", "one:b1c1a1022"]),
  );
});

test("a size that was not synced may be the old or the new one, and what it adds is anything", () => {
  expect(survivors([{ kind: "truncate", file: one, size: 512 }])).toEqual(
    new Set(["one:a1024", "one:a512", "one:a512-512"]),
  );
  const grown = survivors([write(one, 1024, "b".repeat(512))]);
  expect(grown).toEqual(new Set(["one:a1024", "one:a1024b512", "one:a1024-512", "one:a1024?512"]));
});

test("a name is as the folder was synced, or as it became since, also when the file was synced", () => {
  const made = [open(other, "/other"), write(other, 0, "b"), sync(other)];
  expect(survivors(made)).toEqual(new Set(["one:a1024", "one:a1024 other:b1"]));
  expect(survivors([...made, sync(folder)])).toEqual(new Set(["one:a1024 other:b1"]));
  const removed: Step = { kind: "unlink", path: "/there/one" };
  expect(survivors([removed])).toEqual(new Set(["one:a1024", ""]));
  expect(survivors([removed, sync(folder)])).toEqual(new Set([""]));
  // Made again: another file of the same name.
  const again = [removed, open(other, "/one"), write(other, 0, "b"), sync(other)];
  expect(survivors(again)).toEqual(new Set(["one:a1024", "", "one:b1"]));
});
