// Sends what was added by the mock, and receives it: what it prints is what came of it.
import { callButton, carouselMessage, createMockProto, tripMessage } from "@proto-webhooks/mock-sender";
import * as arbitraries from "@proto-webhooks/mock-sender/arbitraries";
import { createRandom } from "@proto-webhooks/mock-sender/random";
import { createReceiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";
import * as tolerant from "@proto-webhooks/validators";
import * as strict from "@proto-webhooks/validators/strict";
import fc from "fast-check";
import { said, told } from "./types.ts";

const handled: string[] = [];
const inbox = unsafeMemoryInbox();
const receiver = createReceiver({ inbox });
receiver.on("chat_started", ({ event }) => handled.push(`${event.chat.human.name} came from ${told(event)}`));
receiver.onMessage("trip", ({ message }) => handled.push(said(message)));
receiver.onMessage("carousel", ({ message }) =>
  handled.push(`buttons: ${message.data.cards[0]?.buttons[0]?.type}`),
);
receiver.onMessage("text", ({ message }) => handled.push(`${message.data.text} (${message.data.language})`));
receiver.onUnrecognizedEvent(({ event }) => handled.push(`unrecognized: ${event.type}`));
receiver.onUnrecognizedMessage(({ message }) => handled.push(`unrecognized: ${message.type}`));
await receiver.start();

const proto = createMockProto({ deliverTo: receiver.fetch });
const chat = await proto.chat({ human: { name: "Ada" } });
await chat.deliver({ type: "chat_started", source: "poster" });
await chat.bot.send(tripMessage({ pace: "fast", stops: [{ street: "High Street" }] }));
await chat.bot.send({ type: "text", data: { text: "Hello", language: "en" } });
await chat.bot.send(carouselMessage({ cards: [{ buttons: [callButton({ title: "Call us" })] }] }));
const click = await chat.human.clicks("Call us").catch((error: Error) => error.message);
await receiver.idle();
await receiver.close();

const issues = (result: tolerant.Result<unknown> | strict.Result<unknown>) =>
  result.ok ? [] : result.issues.map(({ kind, path }) => `${kind} ${path.join(".")}`);
const judged = (validators: { validateTripMessage: typeof strict.validateTripMessage }, data: object) =>
  issues(validators.validateTripMessage({ ...tripMessage(), data }));
const good = { pace: "slow", stops: [], map: null };
const bad = { pace: "sideways", stops: Array(5).fill({}) };

const random = createRandom({ seed: 1 });
const made = [
  ...fc.sample(arbitraries.tripMessage(), { numRuns: 100, seed: 1 }),
  ...Array.from({ length: 100 }, () => random.tripMessage()),
];
const events = fc.sample(arbitraries.event(), { numRuns: 100, seed: 1 });

console.log(
  JSON.stringify({
    handled,
    click,
    good: [judged(tolerant, good), judged(strict, good)],
    bad: [judged(tolerant, bad), judged(strict, { ...good, map: "no address", more: 1 })],
    made: made.flatMap((message) => issues(strict.validateTripMessage(message))),
    paces: [...new Set(made.map(({ data }) => data.pace))].sort(),
    events: [...new Set(events.map(({ type }) => type))].sort(),
  }),
);
