import { createMockProto } from "@proto-webhooks/mock-sender";
import { setupServer } from "msw/node";
import { expect, test } from "vitest";
import * as bot from "./bot.ts";

test("the bot relays a question and its answer", async () => {
  const proto = createMockProto({ deliverTo: bot.webhook });
  setupServer(...proto.handlers).listen();
  expect(await bot.ask("When are you open?")).toBe("You said: When are you open?");
});
