import { createMockProto, textMessage } from "@proto-webhooks/mock-sender";
import { expect, test, vi } from "vitest";

const proto = createMockProto();

test("a bot with rules, and its replay", async () => {
  const onDelivery = vi.fn();
  proto.onDelivery(onDelivery);
  proto.onHuman(
    [
      ["plan=basic", textMessage({ text: "The basic plan it is." })], // exactly this text, or data of a button
      [/open/i, [textMessage({ text: "One moment." }), textMessage({ text: "From nine to five." })]],
      [
        (message) => message.type === "text" && message.data.text.length > 500,
        async (_, chat) => {
          await chat.agent.takesOver();
        },
      ],
    ],
    textMessage({ text: "Pardon?" }), // to all else; without it, nothing
  );
  const chat = await proto.chat();
  await chat.human.says("When are you open?");
  await chat.human.sends({ type: "button", data: { postbackData: "plan=basic" } });
  expect(onDelivery).toHaveBeenCalledTimes(2);

  const saved = JSON.parse(JSON.stringify(chat.transcript));
  proto.reset();
  proto.onHuman(saved);
  const again = await proto.chat();
  await again.human.says("When are you open?");
  expect(again.transcript).toEqual(saved.slice(0, 3));
});
