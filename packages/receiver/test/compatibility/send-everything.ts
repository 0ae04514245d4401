// A process: sends what its tree's mock can send, over HTTP: all examples, many random deliveries, and a chat.
import { readFileSync } from "node:fs";
import { createMockProto, deliver } from "@proto-webhooks/mock-sender";
import { createRandom } from "@proto-webhooks/mock-sender/random";
import type { Delivery } from "@proto-webhooks/types";
import type { Sent } from "./account.ts";
import { tell } from "./tell.ts";

const url = process.argv[2] ?? "";
const sent: Sent = { answers: {}, events: [] };

function count(status: number, delivery: Delivery): void {
  sent.answers[status] = (sent.answers[status] ?? 0) + 1;
  sent.events.push(...delivery.events.map((event) => JSON.stringify(event)));
}

const bundle = JSON.parse(
  readFileSync(new URL("../../../../spec/dist/openapi.json", import.meta.url), "utf8"),
);
const { examples } = bundle.webhooks.delivery.post.requestBody.content["application/json"];
for (const { value } of Object.values<{ value: Delivery }>(examples)) {
  count((await deliver(value, { to: url })).status, value);
}

// `pnpm spec:compat` sends more.
const many = Number(process.env.COMPATIBILITY_DELIVERIES ?? 100);
const random = createRandom({ seed: 5 });
for (let i = 0; i < many; i++) {
  const delivery = random.delivery();
  count((await deliver(delivery, { to: url })).status, delivery);
}

const proto = createMockProto({ deliverTo: url });
proto.onDelivery(({ status, delivery }) => count(status, delivery));
const chat = await proto.chat({ chatToken: "token-of-ours" });
await chat.bot.text("How can I help?", { quickReplies: ["Billing"] });
await chat.agent.takesOver();

await tell(sent);
process.disconnect?.();
