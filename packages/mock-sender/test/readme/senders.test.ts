import {
  batches,
  createMockProto,
  formatTrace,
  lostAnswers,
  parseTrace,
  replay,
  retries,
  unknownFields,
} from "@proto-webhooks/mock-sender";
import { expect, test } from "vitest";
import * as bot from "./bot.ts";

test("a sender that collects, loses answers, tries again, and knows more than the spec", async () => {
  const flaky = [lostAnswers({ at: [1] }), retries({ times: 5 })];
  const proto = createMockProto({
    deliverTo: bot.webhook,
    sender: [batches({ min: 2, max: 5 }), flaky, unknownFields({ probability: 0.5 })],
    seed: 7,
  });
  const chat = await proto.chat();
  await Promise.all(["Hello", "Are you there?"].map((text) => chat.bot.text(text)));
  await proto.idle();

  const trace = proto.trace ?? expect.unreachable();
  expect(trace.deliveries.map(({ outcome }) => outcome)).toMatchObject([
    { status: 200, lost: true },
    { status: 200 },
  ]);

  const kept = formatTrace(trace); // JSON Lines; saveTrace of "@proto-webhooks/mock-sender/node" writes a file
  await replay(parseTrace(kept), { to: bot.webhook }); // the same bytes, the same faults
});
