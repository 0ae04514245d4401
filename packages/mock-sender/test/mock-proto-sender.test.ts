import type { Delivery, NewMessagesEvent } from "@proto-webhooks/types";
import { describe, expect, test } from "vitest";
import {
  batches,
  createMockProto,
  duplicates,
  formatTrace,
  lostAnswers,
  type MockProtoOptions,
  nulls,
  parallel,
  replay,
  resets,
  retries,
  type Sender,
  unknownEvents,
} from "../src/index.ts";
import { say } from "./human.ts";

/** A mock Proto, and the texts of each delivery that arrives. */
function protoWith(sender: Sender, options: MockProtoOptions & { statuses?: number[] } = {}) {
  const { statuses = [], ...rest } = options;
  const received: string[] = [];
  const deliverTo = async (request: Request) => {
    const { events } = (await request.json()) as Delivery;
    const texts = (event: NewMessagesEvent) =>
      event.messages?.map(({ data }) => (data as { text: string }).text) ?? ["?"];
    received.push(events.flatMap((event) => texts(event as NewMessagesEvent)).join(" "));
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  return { received, proto: createMockProto({ deliverTo, sender, ...rest }) };
}

describe("what mock Proto delivers goes through its sender", () => {
  test("what is said in one turn shares a delivery, and each call resolves with that", async () => {
    const { proto, received } = protoWith([batches({ min: 2, max: 2 })]);
    const [one, two] = [await proto.chat(), await proto.chat()];
    const sent = await Promise.all([one.bot.text("a"), two.bot.text("b"), one.bot.text("c")]);
    expect(received).toEqual(["a b", "c"]);
    expect(sent.map(({ delivery }) => delivery.events.length)).toEqual([2, 2, 1]);
    expect(proto.deliveries).toEqual([sent[0], sent[2]]);
  });

  test("what is awaited one by one is not", async () => {
    const { proto, received } = protoWith([batches({ min: 5, max: 5 })]);
    const chat = await proto.chat();
    for (const text of ["a", "b"]) await chat.bot.text(text);
    expect(received).toEqual(["a", "b"]);
  });

  test("a delivery that fails is sent again, and the call resolves with the last answer", async () => {
    const { proto, received } = protoWith([retries({ times: 2, backoffMs: 0 })], {
      statuses: [500, 503, 200, 500, 500, 500],
    });
    const chat = await proto.chat();
    expect((await chat.bot.text("a")).status).toBe(200);
    expect((await chat.bot.text("b")).status).toBe(500);
    expect(received).toEqual(["a", "a", "a", "b", "b", "b"]);
    expect(proto.deliveries.map(({ status }) => status)).toEqual([500, 503, 200, 500, 500, 500]);
  });

  test("deliveries and events are counted over all that is said", async () => {
    const { proto, received } = protoWith([
      duplicates({ at: [2] }),
      unknownEvents({ at: [3] }),
      nulls({ at: [1] }),
    ]);
    const chat = await proto.chat({ chatToken: "t" });
    const tokens = [];
    for (const text of ["a", "b", "c"])
      tokens.push((await chat.bot.text(text)).delivery.events[0]?.chatToken);
    await proto.idle();
    expect(received).toEqual(["a", "b", "b", "c", "?"]);
    expect(tokens).toEqual([null, "t", "t"]);
    expect(proto.trace?.deliveries.map(({ name }) => name)).toEqual(["1", "2", "2d", "3", "4"]);
  });

  test.each([
    ["lost", lostAnswers({ at: [1] }), "answer_lost"],
    ["never given, as the connection broke", resets({ at: [1], during: "answer" }), "broken_off"],
  ])("a call whose answer was %s is rejected when nothing is sent again", async (_, habit, code) => {
    const { proto } = protoWith([habit]);
    const chat = await proto.chat();
    await expect(chat.bot.text("a")).rejects.toMatchObject({ code });
    expect((await chat.bot.text("b")).status).toBe(200);
    expect(proto.deliveries).toHaveLength(1);
    await proto.idle();
  });

  test("a duplicate that is answered makes up for it", async () => {
    const { proto, received } = protoWith([lostAnswers({ at: [1] }), duplicates({ at: [1] })]);
    const chat = await proto.chat();
    expect((await chat.bot.text("a")).status).toBe(200);
    expect(received).toEqual(["a", "a"]);
  });

  test("replies of the bot's script go through it, too", async () => {
    const { proto, received } = protoWith([duplicates()]);
    const chat = await proto.chat();
    await say(proto.fetch, chat.id, "Hi");
    await proto.idle();
    expect(received).toEqual(["You said: Hi", "You said: Hi"]);
  });

  test("a script may deliver, and wait for it", async () => {
    const { proto, received } = protoWith([retries()]);
    proto.onHuman(async (_, { bot }) => {
      await bot.text("first");
      await bot.text("second");
      return undefined;
    });
    await say(proto.fetch, (await proto.chat()).id, "Hi");
    await proto.idle();
    expect(received).toEqual(["first", "second"]);
  });
});

test("its trace says what was sent, and can be replayed", async () => {
  const { proto, received } = protoWith(
    [batches({ max: 2 }), parallel({ max: 2 }), duplicates({ at: [1] })],
    { seed: 5 },
  );
  const chat = await proto.chat();
  for (const texts of ["abc", "def"]) await Promise.all([...texts].map((text) => chat.bot.text(text)));
  await proto.idle();
  const { trace } = proto;
  if (!trace) return expect.unreachable();
  // Places in the whole trace: what is said first was sent in three deliveries.
  expect(trace.deliveries.at(-1)?.during).toEqual([4]);
  expect(trace.scenario).toMatchObject({ seed: 5, events: [{}, {}, {}, {}, {}, {}] });
  const bodies: string[] = [];
  const to = async (request: Request) => {
    bodies.push(await request.text());
    return new Response();
  };
  const again = await replay(trace, { to });
  expect(bodies.length).toBe(received.length);
  expect(formatTrace(again)).toBe(formatTrace(trace));
});

test("the same calls with the same seed give the same trace", async () => {
  const run = async (seed: number) => {
    const { proto } = protoWith([lostAnswers({ probability: 0.5 }), retries({ backoffMs: 0 })], { seed });
    const chat = await proto.chat();
    for (const text of "abcdefgh") await chat.bot.text(text).catch(() => {});
    return formatTrace(proto.trace ?? expect.unreachable());
  };
  expect(await run(1)).toBe(await run(1));
  expect(await run(1)).not.toBe(await run(2));
});

test("without a sender there is no trace, and a wrong one is refused at once", () => {
  expect(createMockProto().trace).toBeUndefined();
  expect(() => createMockProto({ sender: [{ kind: "nulls", at: [0] }] })).toThrow("/sender/0/at/0");
  expect(() => createMockProto({ seed: "7" as never })).toThrow(
    "/seed: a seed is a whole number, such as 7.",
  );
});
