// What runs in the page: mock Proto behind a worker, and the bot of the README, which knows of neither.
import { setupWorker } from "msw/browser";
import { createMockProto, type TranscriptEntry, textMessage } from "../../src/index.ts";
import * as bot from "../readme/bot.ts";

/** What the page tells the test of what happened in it. */
export interface Told {
  answer: string;
  /** How the Messaging API answered a call without a token. */
  refused: number;
  clicked: unknown;
  transcript: readonly TranscriptEntry[];
  /** What became of a delivery to a URL. */
  delivered: { status: number; body: string };
}

/** What the page offers to the test. */
export interface Played {
  /** @param origin where the page is from; deliveries are taken at `/channel_1/chat`. */
  play(origin: string): Promise<Told>;
}

async function play(origin: string): Promise<Told> {
  const proto = createMockProto({ deliverTo: bot.webhook });
  // The receiver of this one has the URL of an operation, which the worker must not answer.
  const other = createMockProto({ baseUrl: origin, deliverTo: `${origin}/channel_1/chat` });
  await setupWorker(...proto.handlers, ...other.handlers).start({ quiet: true, onUnhandledFrame: "bypass" });

  const answer = await bot.ask("When are you open?");
  await proto.idle();
  const { status: refused } = await fetch("https://gw.proto.cx/webhook/channel_7f3a/chat", {
    method: "POST",
  });

  proto.onHuman([["My bill", textMessage({ text: "It is paid." })]]);
  const [chat] = proto.chats;
  await chat?.bot.text("What is it about?", { quickReplies: [{ title: "Billing", text: "My bill" }] });
  const clicked = await chat?.human.clicks("Billing");

  const { status, body } = await (await other.chat()).agent.takesOver();
  return { answer, refused, clicked, transcript: proto.transcript, delivered: { status, body } };
}

Object.assign(globalThis, { play } satisfies Played);
