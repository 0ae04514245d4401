import { createMockProto } from "@proto-webhooks/mock-sender";

test("passes with the global expect", async () => {
  const chat = await createMockProto().chat();
  await chat.human.says("Hi");
  expect(chat).toHaveReplied("You said: Hi");
  await expect(Promise.resolve(chat)).resolves.toHaveHeard("Hi");
  // @ts-expect-error a message has no such property
  expect(chat).not.toHaveReplied({ txt: "Hi" });
});
