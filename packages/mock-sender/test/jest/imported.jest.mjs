import { expect, test } from "@jest/globals";
import { createMockProto, delivery, textMessage } from "@proto-webhooks/mock-sender";

const proto = createMockProto();
proto.onHuman([[/open/, textMessage({ text: "From nine to five." })]]);
const chat = await proto.chat();
await chat.bot.text("Welcome", { quickReplies: ["Are you open?"] });
await chat.human.clicks("Are you open?");

test("passes", async () => {
  expect(delivery()).toBeValidDelivery();
  expect(proto).toHaveDelivered(expect.objectContaining({ type: "new_messages" }));
  expect(chat).toHaveDelivered({ data: { text: expect.stringContaining("nine") } });
  expect(chat).toHaveDeliveredTimes(1, /nine/);
  expect(chat).toHaveHeard("Are you open?");
  expect(chat).toHaveReplied("From nine to five.");
  expect(chat).not.toHaveReplied("Welcome");
  await expect(Promise.resolve(chat)).resolves.toHaveReplied();
});

test("fails with a diff", () => {
  expect(chat).toHaveReplied("From nine to six.");
});

test("fails negated", () => {
  expect(chat).not.toHaveHeard(/open/);
});

test("fails with the issues", () => {
  // @ts-expect-error it takes nothing
  expect({ events: 1 }).toBeValidDelivery(1);
});
