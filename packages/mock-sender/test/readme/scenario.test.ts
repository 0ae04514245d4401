import {
  duplicates,
  newMessagesEvent,
  play,
  reordered,
  scenario,
  schedule,
} from "@proto-webhooks/mock-sender";
import { expect, test } from "vitest";

test("a scenario: given events, without a mock Proto", async () => {
  const events = ["1", "2", "3"].map((replyToken) => newMessagesEvent({ replyToken }));
  const late = scenario({ events, sender: [duplicates({ at: [3] }), reordered({ at: [1] })], seed: 7 });

  expect(schedule(late).map(({ name }) => name)).toEqual(["2", "1", "3", "3d"]); // what will be sent, and its bytes
  const trace = await play(late, { to: () => new Response() });
  expect(trace.deliveries).toHaveLength(4);
});
