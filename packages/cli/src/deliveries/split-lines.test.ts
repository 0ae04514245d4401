import { expect, test } from "vitest";
import { splitLines, withoutBreak } from "./split-lines.ts";

const text = "ä\n\r\nlast but one\r\n\nend";

test.each([1, 2, 3, 5, 100])("gives the same lines when it comes in chunks of %i bytes", async (size) => {
  const lines: [number, string][] = [];
  for await (const line of splitLines(chunks(Buffer.from(text), size))) {
    lines.push([line.number, withoutBreak(line).toString()]);
  }
  expect(lines).toEqual([
    [1, "ä"],
    [2, ""],
    [3, "last but one"],
    [4, ""],
    [5, "end"],
  ]);
});

test("gives back every byte", async () => {
  const pieces: Buffer[] = [];
  for await (const { bytes } of splitLines(chunks(Buffer.from(text), 4))) pieces.push(bytes);
  expect(Buffer.concat(pieces).toString()).toBe(text);
});

async function* chunks(bytes: Buffer<ArrayBuffer>, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
