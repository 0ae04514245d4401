import type { NewMessagesEvent } from "@proto-webhooks/types";
import { newMessagesEvent, type Step } from "../../src/index.ts";

/** Events that differ by their reply tokens: `1`, `2` and so on. */
export function events(count: number): NewMessagesEvent[] {
  return Array.from({ length: count }, (_, index) => newMessagesEvent({ replyToken: String(index + 1) }));
}

/** What is in deliveries, by reply tokens: `["1 2", "3"]`. An event of an unlisted type is `?`. */
export function contents(steps: readonly Pick<Step, "body">[]): string[] {
  return steps.map(({ body }) =>
    JSON.parse(body)
      .events.map((event: NewMessagesEvent) => (event.type === "new_messages" ? event.replyToken : "?"))
      .join(" "),
  );
}
