import { styleText } from "node:util";
import type { Event, SendMessage } from "@proto-webhooks/types";
import type { MadeCall } from "./calls.ts";
import { linesOf } from "./lines.ts";
import type { Played } from "./play-scene.ts";

/** Prints what happens, for a person. */
export interface Transcript {
  line(text?: string): void;
  scene(number: number, title: string): void;
  said(human: string, message: SendMessage): void;
  delivered(played: Played): void;
  handled(call: MadeCall): void;
  failed(problem: string): void;
  passed(summary: string): void;
}

/** How wide the column of names is, so that what is said begins in one place. */
const nameWidth = 13;

/** What comes from elsewhere must not steer the terminal. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, "\ufffd");

/** @param stream where to; it is coloured when it is a terminal that shows colours. */
export function createTranscript(stream: NodeJS.WritableStream): Transcript {
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    styleText(format, text, { stream });
  const line = (text = "") => void stream.write(`${text}\n`);
  const spoken = (name: string, lines: string[]) => {
    for (const [index, text] of lines.entries()) {
      const label = (index === 0 ? name : "").padEnd(nameWidth);
      line(`    ${style("cyan", printable(label))} ${printable(text)}`);
    }
  };
  const wire = (verb: string, text: string) => line(style("dim", `    ${verb.padEnd(nameWidth)} ${text}`));

  return {
    line,
    scene: (number, title) => line(`\n${style("bold", `${String(number).padStart(2)}  ${title}`)}`),
    said: (human, message) =>
      spoken(human, [message.type === "text" ? message.data.text : `(clicks: ${message.data.postbackData})`]),
    delivered({ body, status, durationMs }) {
      const { events } = JSON.parse(body) as { events: Event[] };
      for (const event of events) {
        if ("messages" in event) {
          for (const message of event.messages) spoken(message.author.name, linesOf(message));
        } else {
          spoken("(event)", [`of type ${event.type}`]);
        }
      }
      const what = `${events.length} ${events.length === 1 ? "event" : "events"}, ${Buffer.byteLength(body)} bytes`;
      const answer = style(status === 200 ? "green" : "red", String(status));
      wire("→ delivery", `${what}, answered ${answer} in ${durationMs.toFixed(1)} ms`);
    },
    handled: ({ handler, chat, sequence }) =>
      wire("← handled", printable(`${handler}, chat ${chat} #${sequence}`)),
    failed: (problem) => line(`    ${style("red", `✗ ${printable(problem)}`)}`),
    passed: (summary) => line(`\n${style("green", "✓")} ${summary}`),
  };
}
