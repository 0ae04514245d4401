import { describe, expect, test } from "vitest";
import { event } from "./deliveries.ts";
import { receiverWith } from "./receiver-with.ts";

describe("bodies that an adapter brings", () => {
  const head = {
    method: "POST",
    url: "/",
    header: (name: string) => (name === "content-type" ? "text/json" : null),
  };
  const delivery = { events: [event("c")] };
  test.each([
    ["bytes", { kind: "bytes" as const, bytes: new TextEncoder().encode(JSON.stringify(delivery)) }, 200],
    ["text", { kind: "text" as const, text: `\uFEFF${JSON.stringify(delivery)}` }, 200],
    ["parsed", { kind: "parsed" as const, value: delivery }, 200],
    ["parsed, null", { kind: "parsed" as const, value: null }, 400],
    ["parsed, no JSON", { kind: "parsed" as const, value: { events: 1n } }, 500],
    ["parsed, undefined", { kind: "parsed" as const, value: undefined }, 500],
    ["too many bytes", { kind: "bytes" as const, bytes: new Uint8Array(3_000) }, 413],
    ["too long a text", { kind: "text" as const, text: " ".repeat(3_000) }, 413],
    ["a text whose bytes are too many", { kind: "text" as const, text: "é".repeat(1_100) }, 413],
    ["too large when parsed", { kind: "parsed" as const, value: ["x".repeat(3_000)] }, 413],
  ])("%s", async (_name, body, want) => {
    const { receiver } = receiverWith({ maxBodyBytes: 2_000 });
    expect((await receiver.accept({ ...head, body })).status).toBe(want);
  });

  test("parsed, and so deep that not every JSON.stringify can write it", async () => {
    const { receiver } = receiverWith();
    const body = { kind: "parsed" as const, value: nested(100_000) };
    expect((await receiver.accept({ ...head, body })).status).toBe(400);
  });
});

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}
