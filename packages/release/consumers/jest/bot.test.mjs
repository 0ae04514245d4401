import { expect, test } from "@jest/globals";
import { createMockProto } from "@proto-webhooks/mock-sender";
import { parseDelivery } from "@proto-webhooks/validators";

test("a bot is tried with the mock, and judged with the matchers", async () => {
  const bodies = [];
  const deliverTo = async (request) => {
    bodies.push(await request.json());
    return new Response();
  };
  const proto = createMockProto({ deliverTo });
  await (await proto.chat()).bot.text("What is it about?");
  await proto.idle();
  expect(bodies[0]).toBeValidDelivery();
  expect(parseDelivery(bodies[0]).ok).toBe(true);
});
