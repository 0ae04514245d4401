import { validateEvent } from "@proto-webhooks/validators/strict";
import { describe, expect, test } from "vitest";
import {
  batches,
  duplicates,
  lostAnswers,
  newMessagesEvent,
  nulls,
  reordered,
  resets,
  respelled,
  type Sender,
  scenario,
  schedule,
  slowBodies,
  unknownEvents,
  unknownFields,
  unknownMessages,
} from "../../src/index.ts";
import { drawsOf } from "../../src/schedule/draws.ts";
import { spell } from "../../src/schedule/spell.ts";
import { examples } from "../spec.ts";
import { contents, events } from "./events.ts";

const planned = (count: number, sender: Sender, seed = 1) =>
  schedule(scenario({ events: events(count), sender, seed }));

describe("what is sent, and when", () => {
  test.each<[string, Sender, string[]]>([
    ["no habit", [], ["1", "2", "3", "4", "5"]],
    ["batches of a size", [batches({ min: 2, max: 2 })], ["1 2", "3 4", "5"]],
    ["batches of a drawn size", [batches({ max: 3 })], ["1", "2 3 4", "5"]],
    ["a duplicate", [duplicates({ at: [2] })], ["1", "2", "2", "3", "4", "5"]],
    ["a late duplicate", [duplicates({ at: [2], apart: 2 })], ["1", "2", "3", "4", "2", "5"]],
    ["a duplicate that comes last", [duplicates({ at: [4], apart: 9 })], ["1", "2", "3", "4", "5", "4"]],
    ["all twice", [duplicates()], ["1", "1", "2", "2", "3", "3", "4", "4", "5", "5"]],
    ["one that is overtaken by one", [reordered({ at: [2] })], ["1", "3", "2", "4", "5"]],
    ["one that is overtaken by up to three", [reordered({ at: [1], by: 3 })], ["2", "1", "3", "4", "5"]],
    ["one more of an unlisted type", [unknownEvents({ at: [4] })], ["1", "2", "3", "4", "?", "5"]],
    ["that, in batches", [unknownEvents({ at: [2] }), batches({ min: 3, max: 3 })], ["1 2 ?", "3 4 5"]],
    ["batches twice", [batches({ min: 2, max: 2 }), duplicates({ at: [2] })], ["1 2", "3 4", "3 4", "5"]],
    ["a list in a list", [[[duplicates({ at: [5] })], batches({ min: 5, max: 5 })]], ["1 2 3 4 5"]],
  ])("%s", (_, sender, want) => {
    expect(contents(planned(5, sender))).toEqual(want);
  });

  test("without habits the bytes are those of JSON.stringify", () => {
    const [one, two] = events(2);
    expect(planned(2, [batches({ min: 2, max: 2 })])).toEqual([
      {
        name: "1",
        try: 1,
        items: [{ event: 1 }, { event: 2 }],
        body: JSON.stringify({ events: [one, two] }),
        respelled: false,
        delayMs: 0,
      },
    ]);
  });

  test("a text is sent in the place of an event, as it is", () => {
    const sender = [
      nulls(),
      unknownFields(),
      unknownMessages(),
      unknownEvents(),
      batches({ max: 9, min: 9 }),
    ];
    const [step] = schedule(scenario({ events: ['{"type": 1 }', '{"broken'], sender }));
    expect(step?.body).toBe('{"events":[{"type": 1 },{"broken]}');
  });

  test.each<[Sender, object[]]>([
    [[lostAnswers({ at: [2] })], [{}, { fault: { kind: "lost_answer" } }, {}]],
    [
      [slowBodies({ at: [1], chunks: 2, pauseMs: 3 })],
      [{ fault: { kind: "slow_body", chunks: 2, pauseMs: 3 } }, {}, {}],
    ],
    [[resets({ at: [3], during: "answer" })], [{}, {}, { fault: { kind: "reset", during: "answer" } }]],
    [
      [resets({ at: [1] })],
      [
        {
          fault: {
            kind: "reset",
            during: "body",
            afterBytes: expect.toSatisfy((bytes) => bytes > 0 && bytes < 300),
          },
        },
        {},
        {},
      ],
    ],
    [
      [lostAnswers(), resets({ at: [1], during: "answer" })],
      [{ fault: { kind: "reset" } }, { fault: { kind: "lost_answer" } }, {}],
    ],
  ])("%j", (sender, want) => {
    const steps = planned(3, sender);
    expect(steps).toMatchObject(want);
    expect(steps.map(({ fault }) => fault === undefined)).toEqual(
      want.map((one) => !("fault" in one) && sender.every((habit) => "at" in habit)),
    );
  });

  test("a probability hits about so many, each for itself", () => {
    const steps = planned(1_000, [lostAnswers({ probability: 0.1 })]);
    const hit = steps.filter(({ fault }) => fault).length;
    expect(hit).toBeGreaterThan(70);
    expect(hit).toBeLessThan(130);
  });
});

describe("content", () => {
  const given = newMessagesEvent({ messages: [{ type: "text" }], replyToken: "r" });
  const sent = (sender: Sender, event = given) =>
    JSON.parse(schedule(scenario({ events: [event], sender, seed: 2 }))[0]?.body ?? "").events[0];

  test("nulls for everything optional, and it still fits the spec", () => {
    const want = {
      ...given,
      chatToken: null,
      replyToken: null,
      messages: [{ ...given.messages[0], data: { text: "Hello, how can I help?", quickReplies: null } }],
    };
    const event = sent([nulls()]);
    expect(event).toMatchObject(want);
    // And for whatever else a text may have by now.
    const { text: _, ...optional } = event.messages[0].data;
    expect(new Set(Object.values(optional))).toEqual(new Set([null]));
  });

  test.each(examples)("nulls in %s fit the spec", (_, example) => {
    for (const event of example.events) {
      expect(validateEvent(sent([nulls()], event as typeof given))).toMatchObject({ ok: true });
    }
  });

  test("unknown fields: in the event, and what there was is still there", () => {
    const event = sent([unknownFields()]);
    expect(event).toMatchObject(given);
    expect(event).toHaveProperty("someFutureField");
    expect(validateEvent(event)).toMatchObject({ ok: false });
    expect(JSON.stringify(event).split("someFutureField").length).toBeGreaterThan(2);
  });

  test("an unknown message: one more, with an author", () => {
    const { messages } = sent([unknownMessages()]);
    const [one, ...others] = messages.filter(({ type }: { type: string }) => type === "some_future_message");
    expect(one).toMatchObject({ author: { id: "bot_1" }, data: expect.anything() });
    expect(others).toEqual([]);
    expect(messages).toContainEqual(given.messages[0]);
  });

  test("an unknown event: of the same chat", () => {
    const [, step] = schedule(scenario({ events: [given], sender: [unknownEvents()] }));
    const { chat, channel, chatToken } = given;
    expect(JSON.parse(step?.body ?? "")).toEqual({
      events: [{ type: "some_future_event", chat, channel, chatToken, data: { rating: 5 } }],
    });
  });

  test("several at once", () => {
    const event = sent([nulls(), unknownMessages(), unknownFields()]);
    expect(event).toMatchObject({
      replyToken: null,
      messages: [{}, {}],
      someFutureField: expect.toSatisfy(() => true),
    });
  });
});

describe("another spelling", () => {
  test.each(examples)("of %s has the same meaning and other bytes", (_, example) => {
    const sender = [respelled(), batches({ min: 9, max: 9 })];
    const steps = schedule(scenario({ events: example.events as never, sender, seed: 5 }));
    for (const { body } of steps) {
      expect(JSON.parse(body)).toEqual(example);
      expect(body).not.toBe(JSON.stringify(example));
    }
  });

  test("has keys in another order, spaces and escapes", () => {
    const [step] = planned(1, [respelled()]);
    expect(step?.body).toMatch(/\\u[0-9a-fA-F]{4}/);
    expect(step?.body).toMatch(/[\n\t]/);
    expect(Object.keys(JSON.parse(step?.body ?? "").events[0])).not.toEqual(Object.keys(events(1)[0] ?? {}));
  });

  test.each(['\u2028 \ud83d\ude00 \ud800 \u0000 / \\ "', "\u007f\u0080é"])(
    "of %j is the same text",
    (text) => {
      const event = newMessagesEvent({ messages: [{ type: "text", data: { text } }] });
      for (let seed = 0; seed < 50; seed++) {
        const [step] = schedule(scenario({ events: [event], sender: [respelled()], seed }));
        expect(JSON.parse(step?.body ?? "").events[0].messages[0].data.text).toBe(text);
      }
    },
  );
});

describe("a seed", () => {
  const everything: Sender = [
    batches({ max: 3 }),
    respelled({ probability: 0.5 }),
    duplicates({ probability: 0.3, apart: 2 }),
    reordered({ probability: 0.3, by: 2 }),
    lostAnswers({ probability: 0.2 }),
    resets({ probability: 0.2 }),
    slowBodies({ probability: 0.2 }),
    unknownFields({ probability: 0.3 }),
    unknownMessages({ probability: 0.3 }),
    unknownEvents({ probability: 0.3 }),
    nulls({ probability: 0.3 }),
  ];

  test("gives the same bytes, times and faults again", () => {
    expect(planned(50, everything, 7)).toEqual(planned(50, everything, 7));
    expect(planned(50, everything, 7)).not.toEqual(planned(50, everything, 8));
  });

  test("gives the same on every machine and in every version", () => {
    const sender = [
      batches({ max: 3 }),
      duplicates({ probability: 0.3, apart: 1 }),
      reordered({ probability: 0.3, by: 2 }),
      resets({ probability: 0.3 }),
      lostAnswers({ probability: 0.3 }),
      respelled({ probability: 0.3 }),
    ];
    // Texts, which no change of the spec touches.
    const numbers = Array.from({ length: 12 }, (_, index) => String(index + 1));
    const steps = schedule(scenario({ events: numbers, sender, seed: 7 }));
    const shown = steps.map(({ name, body, fault }) => [name, body, JSON.stringify(fault) ?? ""].join(" | "));
    expect(shown).toMatchInlineSnapshot(`
      [
        "1 | {"events":[1,2]} | {"kind":"lost_answer"}",
        "2 | {
      "events":[3
        ] } | {"kind":"lost_answer"}",
        "3 | {"events":[4]} | {"kind":"lost_answer"}",
        "1d | {"events":[1,2]} | ",
        "4 | {"events":[5,6,7]} | {"kind":"lost_answer"}",
        "5 | {"events":[8,9,10]} | {"kind":"reset","during":"body","afterBytes":5}",
        "4d | {"events":[5,
      6 , 7
        ]
      } | ",
        "6 | {"events":[11]} | ",
        "7 | {"events":[12]} | {"kind":"reset","during":"body","afterBytes":4}",
        "6d | {"events":[ 11
      ] } | {"kind":"lost_answer"}",
        "7d | {	"events":[ 12 ]
      } | ",
      ]
    `);
    const value = { a: [1, "x/y", null], "b c": { d: true } };
    expect(JSON.stringify(spell(value, drawsOf(7, "any name")))).toMatchInlineSnapshot(
      `""{ \\"\\\\u0061\\"\\t: [1\\n, \\"x\\\\/y\\",null], \\"b\\\\u0020c\\"\\r\\n  : {\\t\\"d\\"\\r\\n  :true } }""`,
    );
  });

  test("what one habit draws does not change what another one draws", () => {
    const lost = (sender: Sender) => planned(50, sender).filter(({ fault }) => fault?.kind === "lost_answer");
    const alone = lost([lostAnswers({ probability: 0.3 })]).map(({ name }) => name);
    const others = [
      unknownMessages({ probability: 0.5 }),
      respelled({ probability: 0.5 }),
      reordered({ probability: 0.2 }),
    ];
    const together = lost([...others, lostAnswers({ probability: 0.3 })]).map(({ name }) => name);
    expect(together.toSorted()).toEqual(alone.toSorted());
    expect(alone.length).toBeGreaterThan(5);
  });

  test("what is later in a scenario does not change what is earlier", () => {
    const sender = everything.filter((habit) => !("by" in habit) && !("apart" in habit));
    expect(planned(30, sender).slice(0, 10)).toEqual(planned(50, sender).slice(0, 10));
  });
});
