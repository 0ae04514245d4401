/**
 * What a handler does with an event:
 * - `end`: takes its time, and ends.
 * - `fail once`: throws at its first attempt. `fail`: throws at each.
 * - `hang`: never settles, whatever its signal says. `hang at first`: in the first process; in later ones it ends.
 * - `block`: keeps the whole process busy for its time.
 * - `die`: takes the process with it.
 */
export type Deed = "end" | "fail once" | "fail" | "hang" | "hang at first" | "block" | "die";

/** Each event carries the script of its handler, so that one program serves all proofs. */
export interface Task {
  /** Names the event: the same in every place where it turns up. Has no spaces. */
  readonly id: string;
  readonly deed: Deed;
  readonly ms: number;
}

/** `valid` and `unrecognized` are handled; the others break the schema, and a `chatless` one has no lane. */
export type EventKind = "valid" | "unrecognized" | "invalid" | "chatless";

/** An event as Proto would send it, with a task as one more property: unknown ones are kept. */
export function eventWith(task: Task, chat: string, kind: EventKind = "valid"): object {
  const author = { type: "bot", id: "bot_1", name: "Bot" };
  const about = {
    chat: { id: chat, human: { id: "human_1", name: "Ada" } },
    channel: { id: "channel_1" },
    task,
  };
  if (kind === "unrecognized") return { type: "some_future_event", ...about };
  if (kind === "invalid") return { type: "new_messages", ...about };
  const messages = [{ type: "text", author, data: { text: "Hello" } }];
  if (kind === "chatless") return { type: "new_messages", channel: about.channel, task, messages };
  return { type: "new_messages", ...about, messages };
}

/** The task of an event that came back. */
export function taskOf(event: object): Task {
  return (event as { readonly task: Task }).task;
}
