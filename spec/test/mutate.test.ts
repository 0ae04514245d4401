import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Fate } from "../mutate/fates.ts";
import { mutateSpec, readSaid, type Said } from "../mutate/mutate-spec.ts";
import { remedyFor } from "../mutate/remedies.ts";
import { isGood, type Score, scoreOf } from "../mutate/score.ts";
import { showScore } from "../mutate/show-score.ts";
import { survivors } from "../mutate/survivors.ts";
import { publishedSpec } from "./support/published-spec.ts";
import { root, schemas, walk } from "./support/spec.ts";

const said = await readSaid();

const fates = mutateSpec(said);

describe("the spec", () => {
  const score = scoreOf(fates, survivors, true);

  test("is tested: 95 % of its mutants are killed, and there is a reason for each other one", () => {
    expect(isGood(score, true), showScore(score, true)).toBe(true);
    expect(score.percent).toBeGreaterThanOrEqual(95);
    expect(score.mutants).toBeGreaterThan(1000);
  });

  test("is mutated in all that it is judged by, each mutant under a name of its own", () => {
    expect(new Set(fates.map(({ mutant }) => mutant.id)).size).toBe(score.mutants);
    const wanted = [
      "required dropped",
      "type null added",
      "enum dropped",
      "maxItems raised",
      "const removed",
    ];
    expect(Object.keys(score.kinds)).toEqual(expect.arrayContaining(wanted));
    const used = new Set<string>();
    for (const schema of schemas.values()) {
      walk(schema, (part) => {
        for (const keyword of Object.keys(part)) used.add(keyword);
      });
    }
    for (const annotation of ["title", "description", "examples", "x-provenance"]) used.delete(annotation);
    const mutated = Object.keys(score.kinds).map((kind) => kind.split(" ")[0]);
    expect(mutated).toEqual(expect.arrayContaining([...used]));
  });

  test.each([
    ["Card.buttons: maxItems raised", "maxItems: 3"],
    ["Chat: required id dropped", "required: [id, human]"],
    ["Chat: properties human removed", "human:"],
    ["AuthorType: enum bot dropped", "enum: [human, bot, agent]"],
    ["Message: oneOf text dropped", "oneOf:"],
    ["Tag.value.items: type null added", "type: string"],
    // What is not there stands under what it would be in.
    ["Chat: additionalProperties true", "title: Chat"],
    ["Chat.id: format added", "id:"],
    [
      "get /{channel_id}/human/{human_id}: response 401 dropped",
      '"401": { $ref: responses/Unauthorized.yaml }',
    ],
    ["chat_id: in changed", "in: path"],
  ])("has `%s` at the line %j", (id, text) => {
    const mutant = fates.find((fate) => fate.mutant.id === id)?.mutant;
    const lines = readFileSync(join(root, mutant?.file ?? ""), "utf8").split("\n");
    expect(lines[(mutant?.line ?? 0) - 1]?.trim()).toBe(text);
  });
});

test("what kills a mutant kills what would be published of it, in any validator that does not know of mutants", () => {
  const some = fates.filter((_, index) => index % 70 === 0);
  expect(some.length).toBeGreaterThan(10);
  for (const { mutant, killedBy } of some) {
    expect(killedBy?.holds(publishedSpec(mutant.spec)) ?? false, mutant.id).toBe(false);
  }
});

describe("what is no longer said lets a mutant live", () => {
  const less: [string, Said, string, string][] = [
    [
      "an invalid delivery",
      withoutRow("invalid", /^eleven cards$/),
      "CarouselData",
      "CarouselData.cards: maxItems raised",
    ],
    ["an example", withoutExamples(/^limits$/), "CarouselData", "CarouselData.cards: maxItems lowered"],
    [
      "a tolerated delivery",
      withoutRow("tolerated", /^takeover with any data$/),
      "ThirdpartyAgentTakeoverData",
      "ThirdpartyAgentTakeoverData: additionalProperties false",
    ],
    [
      "a value of a type",
      { ...said, types: said.types.filter(({ name }) => name !== "Tag without id") },
      "Tag",
      "Tag: required id dropped",
    ],
  ];

  test.each(less)("%s", (_, rest, part, id) => {
    expect(killerOf(fates, id)).toBeTypeOf("string");
    expect(killerOf(mutateSpec(rest, [part]), id)).toBeUndefined();
  });
});

test("a row that is not true of the spec itself is named, and nothing is counted", () => {
  const wrong = { name: "wrong", why: "", type: "Id", payload: { id: 1 } };
  expect(() => mutateSpec({ ...said, types: [wrong] })).toThrow(
    "What `type: wrong` says is not true of the spec",
  );
});

test("a part that is not there is told, with those that are", () => {
  expect(() => mutateSpec(said, ["Cart"])).toThrow(
    /^There is no schema `Cart`\. There are: .*Card, .*openapi\.$/,
  );
});

describe("a score", () => {
  const ofId = fates.filter(({ mutant }) => mutant.part === "Id");
  const [first] = ofId;
  const id = first?.mutant.id ?? "";
  const living = ofId.map(
    ({ mutant }, index): Fate =>
      index === 0 ? { mutant } : { mutant, killedBy: { name: "type: x", holds: () => false } },
  );

  test("is bad with a survivor that has no reason, good with one that has", () => {
    const open = scoreOf(living, new Map(), false);
    expect(open.survivors).toEqual([expect.objectContaining({ id, file: "schemas/Id.yaml" })]);
    expect(isGood(open, false)).toBe(false);
    const known = scoreOf(living, new Map([[id, "It is so."]]), false);
    expect(known.survivors[0]?.reason).toBe("It is so.");
    expect(isGood(known, false)).toBe(true);
  });

  test("is bad with a listed survivor that is killed, or no longer there", () => {
    expect(scoreOf(ofId, new Map([[id, "It is so."]]), false).stale).toEqual([id]);
    expect(scoreOf(ofId, new Map([["Gone: type removed", "It is so."]]), true).stale).toHaveLength(1);
    expect(isGood(scoreOf(ofId, new Map([[id, "It is so."]]), false), false)).toBe(false);
    // What stands in another part was not looked for.
    expect(scoreOf(ofId, new Map([["Card: type removed", "It is so."]]), false).stale).toEqual([]);
  });

  test("is bad below the bound, whatever the reasons", () => {
    const none = ofId.map(({ mutant }) => ({ mutant }));
    const reasons = new Map(none.map(({ mutant }) => [mutant.id, "It is so."]));
    const score = scoreOf(none, reasons, true);
    expect(score).toMatchObject({ killed: 0, percent: 0, stale: [] });
    expect(isGood(score, true)).toBe(false);
    expect(isGood(scoreOf([], new Map(), true), true), "nothing is no proof").toBe(false);
  });

  test("is shown with place and remedy of each survivor", () => {
    const shown = showScore(scoreOf(living, new Map([["Id: type removed", "It is so."]]), false), false);
    expect(shown).toContain(`${ofId.length - 1} of ${ofId.length} mutants of the spec are killed`);
    expect(shown).toContain(`spec/schemas/Id.yaml:${first?.mutant.line}`);
    expect(shown).toContain(`Write ${remedyFor(first?.mutant.kind ?? "")}.`);
    expect(shown).toMatch(/Take them out of spec\/mutate\/survivors.ts:.*\n {2}Id: type removed$/s);
  });
});

test.each([
  ["required dropped", "a case without it: `missing_property`"],
  ["type null added", "a case in which it is of type null: `wrong_type`"],
  [
    "additionalProperties true",
    "a case of mode strict with a property that is not listed: `unknown_property`",
  ],
  ["requestBody optional", "a row of spec/test/support/operation-rows.ts"],
])("what kills `%s` is %s", (kind, remedy) => {
  expect(remedyFor(kind)).toBe(remedy);
});

describe("the command", () => {
  test("prints the score of a schema as JSON", () => {
    const { status, stdout } = command("Chat", "--json");
    const score: Score = JSON.parse(stdout);
    expect(score).toMatchObject({ percent: 100, survivors: [], stale: [] });
    expect(score.killed).toBeGreaterThan(10);
    expect(status).toBe(0);
  });

  test("fails for a schema that is not there, without a stack", () => {
    const { status, stderr } = command("Cart");
    expect(stderr).toMatch(/^There is no schema `Cart`\..*\n$/);
    expect(status).toBe(1);
  });
});

function command(...args: string[]) {
  const main = join(root, "mutate/main.ts");
  return spawnSync(process.execPath, [main, ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

function killerOf(fates: Fate[], id: string): string | undefined {
  const fate = fates.find(({ mutant }) => mutant.id === id);
  if (!fate) throw new Error(`There is no mutant ${id}.`);
  return fate.killedBy?.name;
}

/** What is said without some rows of a table; those of other tables that are about the same go with them. */
function withoutRow(table: "invalid" | "tolerated", name: RegExp): Said {
  const rows = said.tables[table].filter((row) => !name.test(row.name));
  expect(rows.length).toBe(said.tables[table].length - 1);
  return { ...said, tables: { ...said.tables, [table]: rows } };
}

function withoutExamples(name: RegExp): Said {
  const examples = Object.entries(said.tables.examples).filter(([example]) => !name.test(example));
  return { ...said, tables: { ...said.tables, examples: Object.fromEntries(examples) } };
}
