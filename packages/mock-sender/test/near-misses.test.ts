import { describe, expect, test } from "vitest";
import { type NearMiss, nearMiss } from "../src/arbitraries/index.ts";
import type { Made } from "../src/gen/made.ts";
import { sample, smallestOf } from "./many/any.ts";
import { schemas } from "./spec.ts";

describe("what can be missed, is", () => {
  /** An issue with its place in the spec, and not in one value. */
  const label = ({ issue: { kind, path }, reportedBy }: NearMiss) =>
    `${kind} ${path.map((key) => (typeof key === "number" ? "n" : key)).join(".")} ${reportedBy}`;
  const ofDeliveries = sample(nearMiss("delivery"), 10_000);
  const labels = [...new Set(ofDeliveries.map(label))].join("\n");

  test("each kind of issue, about as often as the others", () => {
    const counts = new Map<string, number>();
    for (const { issue } of sample(nearMiss("card"), 3_000)) {
      counts.set(issue.kind, (counts.get(issue.kind) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const [kind, count] of counts) expect(count, kind).toBeGreaterThan(300);
  });

  test.each([
    ["Author", "author"],
    ["MediaData", "data"],
    ["QuickReply", "quickReplies.n"],
    ["Card", "cards.n"],
    ["Chat", "chat"],
    ["NewMessagesEvent", "events.n"],
  ])("each required property of %s is left out, and each property of another type", (schema, place) => {
    const { required = [], properties = {} } = schemas[schema] ?? {};
    expect(required.length).toBeGreaterThan(0);
    for (const key of required)
      expect(labels).toMatch(new RegExp(`^missing_property \\S*${place}.${key} both$`, "m"));
    for (const key of Object.keys(properties)) {
      expect(labels).toMatch(new RegExp(`^wrong_type \\S*${place}.${key} both$`, "m"));
    }
  });

  test("what only the strict validator reports says so", () => {
    const strictOnly = ofDeliveries.filter(({ reportedBy }) => reportedBy === "strict");
    const ends = strictOnly.map(({ issue }) => {
      return issue.kind === "unknown_property" ? issue.kind : `${issue.kind} ${issue.path.at(-1)}`;
    });
    const found = [...new Set(ends)];
    // Of the documented types; what is added may have more.
    const all = [
      "unknown_property",
      "wrong_format imageUrl",
      "wrong_format url",
      "wrong_type isWebview",
      "wrong_type postbackData",
      "wrong_type text",
      "wrong_type url",
      "wrong_value type",
    ];
    expect(found).toEqual(expect.arrayContaining(all));
    expect(found.filter((end) => end.startsWith("missing_property"))).toEqual([]);
  });

  test("to a receiver also in what is unrecognized", () => {
    const isUnlisted = ({ value }: NearMiss) => {
      const { type } = Object(value);
      return typeof type === "string" && type !== "new_messages";
    };
    const unlisted = sample(nearMiss("event", { tolerant: true }), 1_000).filter(isUnlisted);
    expect(unlisted.map(label)).toContain("missing_property chat.human.name tolerant");
  });

  test("a misspelt name, of which a validator can guess what was meant", () => {
    const unknown = sample(nearMiss("human"), 200).filter(({ issue }) => issue.kind === "unknown_property");
    expect(unknown.map(({ issue }) => issue.path.at(-1))).toContain("names");
  });
});

test("what fails shrinks to a change of the smallest value", () => {
  expect(smallestOf(nearMiss("delivery"), 1)).toEqual({
    value: null,
    issue: { kind: "wrong_type", path: [] },
    reportedBy: "both",
  });
  const isTooMany = ({ issue }: NearMiss) =>
    issue.kind === "too_many_items" && issue.path.at(-1) === "buttons";
  const { value } = smallestOf(nearMiss("card"), 1, isTooMany) as { value: Made["card"] };
  expect(value).toMatchObject({ title: "", text: "", imageUrl: "http://a.aa" });
  expect(value.buttons).toHaveLength(4);
});

test("the value that was changed is not changed itself", () => {
  // fast-check hands out constants again and again: one that was spoilt would be spoilt for all.
  const misses = sample(nearMiss("author"), 200);
  expect(sample(nearMiss("author"), 200)).toEqual(misses);
});
