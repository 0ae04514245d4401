import { describe, expect, test } from "vitest";
import {
  batches,
  duplicates,
  FormatError,
  formatScenario,
  lostAnswers,
  newMessagesEvent,
  parallel,
  parseScenario,
  reordered,
  resets,
  retries,
  scenario,
  slowBodies,
} from "../../src/index.ts";
import { events } from "./events.ts";

const failure = (run: () => unknown): FormatError => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return error as FormatError;
  }
  return expect.unreachable();
};

describe("a habit", () => {
  test("has all its options: it can be kept as JSON", () => {
    expect(retries()).toEqual({
      kind: "retries",
      on: ["not_200", "timeout", "broken"],
      times: 3,
      backoffMs: 10,
      maxBackoffMs: 1000,
      regroup: false,
      meanwhile: "wait",
    });
    expect(batches({ max: 5 })).toEqual({ kind: "batches", min: 1, max: 5 });
    expect(duplicates()).toEqual({ kind: "duplicates", probability: 1, apart: 0 });
    expect(lostAnswers({ at: [3], probability: undefined })).toEqual({ kind: "lost_answers", at: [3] });
  });

  test.each([
    [
      "duplicates: /probability: expected a number from 0 to 1, found 2.",
      () => duplicates({ probability: 2 }),
    ],
    [
      "duplicates: /probability: expected a number from 0 to 1, found a string.",
      () => duplicates({ probability: "0.1" as never }),
    ],
    [
      "lost_answers: /at/1: expected a whole number from 1 to 1000000, found 0.",
      () => lostAnswers({ at: [1, 0] }),
    ],
    ["lost_answers: /at: expected an array, found 3.", () => lostAnswers({ at: 3 as never })],
    [
      "lost_answers: has probability and at; give one of them.",
      () => lostAnswers({ at: [1], probability: 0.5 }),
    ],
    ["batches: /max: is missing.", () => batches({} as never)],
    ["batches: /min: is more than max.", () => batches({ min: 3, max: 2 })],
    ["parallel: /max: expected a whole number from 1 to 1000, found 1.5.", () => parallel({ max: 1.5 })],
    [
      "parallel: /max: expected a whole number from 1 to 1000, found an array.",
      () => parallel({ max: [] as never }),
    ],
    [
      "reordered: /by: expected a whole number from 1 to 1000000, found null.",
      () => reordered({ by: null as never }),
    ],
    [
      'resets: /during: expected one of "body", "answer", found another.',
      () => resets({ during: "headers" as never }),
    ],
    ["retries: /regroup: expected true or false, found 1.", () => retries({ regroup: 1 as never })],
    [
      'retries: /on/0: expected one of "not_200", "timeout", "broken", found 500.',
      () => retries({ on: [500 as never] }),
    ],
    [
      "slow_bodies: /pause: there is no such property; there are kind, probability, at, chunks, pauseMs.",
      () => slowBodies({ pause: 1 } as never),
    ],
  ])("%s", (message, make) => {
    const error = failure(make);
    expect(error).toMatchObject({ code: "wrong_value", message });
    expect(error.path === "" || message.includes(`${error.path}:`)).toBe(true);
  });
});

describe("a scenario", () => {
  test("is kept as JSON, and read again", () => {
    const one = scenario({
      events: events(2),
      sender: [[duplicates({ at: [1] })], batches({ max: 2 })],
      seed: 7,
    });
    const text = formatScenario(one);
    expect(parseScenario(text)).toEqual(one);
    expect(JSON.parse(text)).toMatchObject({ format: "proto-webhooks-scenario", version: 1, seed: 7 });
  });

  test("written by hand needs no more than its events and habits", () => {
    const text = `{ "format": "proto-webhooks-scenario", "version": 1, "sender": [{ "kind": "retries" }], "events": ["{}"] }`;
    expect(parseScenario(text)).toEqual({ seed: 1, sender: [retries()], events: ["{}"] });
  });

  const head = '"format": "proto-webhooks-scenario", "version": 1';
  const event = newMessagesEvent();
  test.each<[string, string, object]>([
    [
      "",
      "x.json:1:1: no JSON: expected a value here, found the end of the text.",
      { code: "not_json", line: 1, column: 1 },
    ],
    [
      `{\n  ${head},\n  "events": [}\n`,
      "x.json:3:14: no JSON: expected a value here, found something else.",
      { code: "not_json", line: 3, column: 14 },
    ],
    [
      "[]",
      'x.json: this is no scenario: it must hold {"format":"proto-webhooks-scenario","version":1}.',
      { code: "not_one" },
    ],
    [
      '{"format":"proto-webhooks-trace","version":1}',
      "x.json: this is no scenario: it must hold",
      { code: "not_one" },
    ],
    [
      '{"format":"proto-webhooks-scenario","version":2}',
      "x.json: this scenario is of version 2 of the format; this package reads version 1. Update",
      { code: "other_version" },
    ],
    [
      '{"format":"proto-webhooks-scenario"}',
      "x.json: this scenario is of no known version of the format;",
      { code: "other_version" },
    ],
    [`{${head}}`, "x.json: /events: is missing.", { code: "wrong_value", path: "/events" }],
    [`{${head},"events":{}}`, "x.json: /events: expected an array of events.", { path: "/events" }],
    [
      `{${head},"events":[],"sed":1}`,
      "x.json: /sed: there is no such property; there are seed, sender, events.",
      { path: "/sed" },
    ],
    [
      `{${head},"events":[],"seed":"7"}`,
      "x.json: /seed: a seed is a whole number, such as 7.",
      { path: "/seed" },
    ],
    [
      `{${head},"events":[],"seed":1.5}`,
      "x.json: /seed: a seed is a whole number, such as 7.",
      { path: "/seed" },
    ],
    [
      `{${head},"events":[],"sender":[{"kind":"dupes"}]}`,
      'x.json: /sender/0/kind: expected one of "batches",',
      { path: "/sender/0/kind" },
    ],
    [
      `{${head},"events":[],"sender":[[],[{"kind":"nulls","at":[-1]}]]}`,
      "x.json: /sender/1/0/at/0: expected a whole number",
      { path: "/sender/1/0/at/0" },
    ],
    [
      `{${head},"events":[],"sender":[{"kind":"retries"},{"kind":"retries"}]}`,
      "x.json: /sender/1: a sender has retries once; leave one of them out.",
      { path: "/sender/1" },
    ],
    [
      `{${head},"events":[],"sender":["nulls"]}`,
      "x.json: /sender/0: expected a habit, such as",
      { path: "/sender/0" },
    ],
    [
      `{${head},"events":[${JSON.stringify({ ...event, chat: { ...event.chat, id: 1 } })}]}`,
      "x.json: /events/0/chat/id: expected a string, found a number. To send it all the same, give the event as a text of JSON.",
      { path: "/events/0/chat/id" },
    ],
  ])("%s", (text, message, facts) => {
    const error = failure(() => parseScenario(text, "x.json"));
    expect(error.message).toContain(message);
    expect(error).toMatchObject(facts);
  });

  test("never echoes what it holds", () => {
    const secret = { ...event, chat: { ...event.chat, human: { id: 5, name: "secret" } } };
    const text = `{${head},"events":[${JSON.stringify(secret)}]}`;
    expect(failure(() => parseScenario(text)).message).not.toContain("secret");
  });

  test("with a seed that is no number is refused in code, too", () => {
    const error = failure(() => scenario({ events: [], seed: Number.NaN }));
    expect(error.message).toBe("scenario: /seed: a seed is a whole number, such as 7.");
  });
});
