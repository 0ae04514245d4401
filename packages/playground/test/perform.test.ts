// That "as expected" can be wrong: a receiver that forgets, refuses or mixes up is found out.
import { PassThrough } from "node:stream";
import { createReceiver, type Receiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";
import { listen } from "@proto-webhooks/receiver/node";
import { afterEach, expect, test } from "vitest";
import { callsFor, differences, type MadeCall, tellCalls } from "../src/calls.ts";
import { perform } from "../src/perform.ts";
import { createTranscript } from "../src/transcript.ts";

const open: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(open.splice(0).map((close) => close())));

const silent = createTranscript(new PassThrough().resume());

async function outcomeOf(tell: (receiver: Receiver, made: MadeCall[]) => void, options = {}) {
  const receiver = createReceiver({ inbox: unsafeMemoryInbox(), onError: () => {}, attempts: 1, ...options });
  const made: MadeCall[] = [];
  tell(receiver, made);
  const server = await listen(receiver, { port: 0 });
  open.push(
    () => receiver.close(),
    () => server.close({ graceMs: 0 }),
  );
  await receiver.start();
  return perform(server.url, receiver, made, silent);
}

test("a receiver that does all", async () => {
  const outcome = await outcomeOf((receiver, made) => tellCalls(receiver, (call) => made.push(call)));
  expect(outcome).toMatchObject({ problems: [] });
  expect(outcome.calls).toBeGreaterThan(outcome.deliveries);
});

test("a receiver without a handler for carousels", async () => {
  const { problems } = await outcomeOf((receiver, made) =>
    tellCalls(receiver, (call) => call.handler !== "message carousel" && made.push(call)),
  );
  // Each scene with a carousel finds it.
  expect([...new Set(problems)]).toEqual([
    'in chat chat_1 handled "event new_messages" and not "event new_messages, message carousel"',
  ]);
});

test("a handler that throws", async () => {
  const { problems } = await outcomeOf((receiver, made) =>
    tellCalls(receiver, (call) => {
      made.push(call);
      if (call.handler === "message media") throw new Error("no room");
    }),
  );
  expect(problems).toHaveLength(1);
});

test("a receiver that refuses", async () => {
  const { problems } = await outcomeOf((receiver, made) => tellCalls(receiver, (call) => made.push(call)), {
    maxBodyBytes: 500,
  });
  expect(problems).toContain("answered 413 and not 200");
});

test("the order in a chat counts, that between chats does not", () => {
  const body = JSON.stringify({
    events: [
      {
        type: "new_messages",
        chat: { id: "a" },
        messages: [{ type: "text" }, { type: "some_future_message" }],
      },
      { type: "some_future_event", chat: { id: "b" } },
    ],
  });
  const calls = callsFor(body);
  expect(calls).toEqual([
    { handler: "event new_messages", chat: "a" },
    { handler: "message text", chat: "a" },
    { handler: "unrecognized message some_future_message", chat: "a" },
    { handler: "unrecognized event some_future_event", chat: "b" },
  ]);
  const [first, second, third, fourth] = calls as [MadeCall, MadeCall, MadeCall, MadeCall];
  expect(differences([fourth, first, second, third], calls)).toEqual([]);
  expect(differences([first, third, second, fourth], calls)).toHaveLength(1);
  expect(differences([first, second, third, fourth, fourth], calls)).toHaveLength(1);
});
