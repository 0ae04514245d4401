/** What `listen --json` prints, of a numbered event. */
export interface NumberedLine {
  receipt: string;
  chat: string;
  event: { number: number };
}

const padding = "x".repeat(2_000);

/** Events that a test can tell apart, numbered from `first`, in seven chats. Some 400 of them fit no pipe, but one delivery. */
export function numberedEvents(count: number, first = 0): string {
  const events = Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const chat = { id: `chat_${number % 7}`, human: { id: "human_1", name: "Ada" } };
    return { type: "some_future_event", chat, channel: { id: "channel_1" }, number, padding };
  });
  return JSON.stringify({ events });
}

/** The lines of a stdout that may end in the middle of one, as a killed process leaves it. */
export function wholeLines(stdout: string): NumberedLine[] {
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** All numbers, in ascending order, with repeats. */
export function numbers(lines: readonly NumberedLine[]): number[] {
  return lines.map(({ event }) => event.number).sort((one, other) => one - other);
}

/** The numbers of each chat, in the order in which they were printed. */
export function numbersOfChats(lines: readonly NumberedLine[]): number[][] {
  const chats = new Set(lines.map(({ chat }) => chat));
  return [...chats].map((id) => lines.filter(({ chat }) => chat === id).map(({ event }) => event.number));
}
