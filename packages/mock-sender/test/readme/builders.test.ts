import { card, deliver, delivery, newMessagesEvent, textMessage } from "@proto-webhooks/mock-sender";
import { expect, test } from "vitest";

test("builders and deliver", async () => {
  const hello = textMessage({ text: "Hello", quickReplies: [{ title: "Billing" }] });
  const event = newMessagesEvent({ messages: [hello], replyToken: "reply_1" });
  expect(event.chat.human.name).toBe("Ada"); // what was not given is the spec's example

  const answer = await deliver(delivery([event]), { to: (request) => new Response(request.method) });
  expect(answer).toMatchObject({ status: 200, body: "POST" });

  // A delivery that does not fit the spec is refused; text and bytes are sent as they are.
  await deliver('{"events":[{"type":"some_future_event"', { to: () => new Response(null, { status: 400 }) });

  // @ts-expect-error TypeScript finds it too
  expect(() => card({ titles: "Basic plan" })).toThrow(
    'titles: expected no property of this name, found a string; did you mean "title"?',
  );
});
