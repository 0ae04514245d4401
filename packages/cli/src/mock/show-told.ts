import { printable } from "../printable.ts";
import { style } from "../style.ts";
import type { Told } from "./told-route.ts";

/** A delivery as lines for a person: the answer, and which events it holds, without a word of what was said. */
export function showTold({ status, error, advice, durationMs, body }: Told): string {
  const mark = status === 200 ? style("green", "✓ 200") : style("red", `✗ ${status ?? error}`);
  const head = `${mark}  ${durationMs.toFixed(1)} ms  ${eventsOf(body).join("; ")}`;
  return advice === null ? head : `${head}\n  ${printable(advice)}`;
}

/** What a scenario sends may be anything. */
function eventsOf(body: string): string[] {
  try {
    const { events } = JSON.parse(body);
    return events.map(({ type, chat, messages = [] }: Loose) => {
      const said = messages.map((message) => `${message.author.type}: ${message.type}`);
      return printable([type, `chat ${chat.id}`, said.join(", ")].filter(Boolean).join("  "));
    });
  } catch {
    return ["no delivery of the spec"];
  }
}

interface Loose {
  type: string;
  chat: { id: string };
  messages?: { type: string; author: { type: string } }[];
}
