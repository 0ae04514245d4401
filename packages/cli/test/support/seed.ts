import { createReceiver, type Inbox, type Outcome } from "@proto-webhooks/receiver";

/** In every name, text and token of what is seeded, and in nothing that may be shown. */
export const secret = "s3cr3t";

/** The receipt ids of what is seeded, each named after what became of it. */
export interface Seeded {
  done: string;
  /** Both of the chat `chat_dead`. */
  dead: string;
  alsoDead: string;
  /** It waits for its next attempt, for hours. */
  waiting: string;
  /** It waits behind that one, and says the same. */
  blocked: string;
  unrecognized: string;
  /** It does not fit the spec. */
  quarantined: string;
  /** It does, but an older version put it into quarantine. */
  mended: string;
}

/** An event of a chat, with a secret wherever a person or our user can have put one. Its number is more than a double holds. */
export function secretEvent(chat: string, more: object = {}): string {
  const human = { id: "human_1", name: `Ada ${secret}`, accessToken: `access_${secret}` };
  const data = { text: `The ${secret} is 42.` };
  const event = {
    type: "new_messages",
    chat: { id: chat, human },
    channel: { id: "channel_1" },
    chatToken: `chat_${secret}`,
    replyToken: `reply_${secret}`,
    messages: [{ type: "text", author: { type: "human", id: "human_1", name: secret }, data }],
    ...more,
  };
  return JSON.stringify(event).replace(/}$/, ', "number": 12345678901234567890}');
}

const events: readonly [name: keyof Seeded, json: string, outcome?: Outcome][] = [
  ["done", secretEvent("chat_done"), { kind: "done", keep: true }],
  ["dead", secretEvent("chat_dead"), { kind: "dead", error: "PaymentError" }],
  ["alsoDead", secretEvent("chat_dead", { messages: [] }), { kind: "dead", error: "TypeError" }],
  ["waiting", secretEvent("chat_stuck"), { kind: "retry", delayMs: 80_000_000, error: "TimeoutError" }],
  ["blocked", secretEvent("chat_stuck")],
  ["unrecognized", secretEvent("chat_new", { type: `type_${secret}` })],
  ["quarantined", secretEvent("chat_bad", { messages: [{ type: "text", data: { text: secret } }] })],
];

/** Has a real receiver accept a delivery, and lets its events come to all ends that there are. */
export async function seed(inbox: Inbox): Promise<Seeded> {
  const ids: string[] = [];
  const commit = inbox.commit.bind(inbox);
  const noted = Object.assign(inbox, {
    async commit(...args: Parameters<Inbox["commit"]>) {
      const receipts = await commit(...args);
      ids.push(...receipts.map(({ id }) => id));
      return receipts;
    },
  });
  const receiver = createReceiver({ inbox: noted, logger: { warn() {}, error() {} } });
  const { status } = await receiver.fetch(
    request(`{"events":[${events.map(([, json]) => json).join(",")}]}`),
  );
  if (status !== 200) throw new Error(`The delivery was answered with ${status}.`);
  await noted.commit([
    { kind: "invalid", chat: "chat_mended", json: secretEvent("chat_mended"), issues: [] },
  ]);
  for (const claim of await inbox.claim({ limit: 10, leaseMs: 60_000, ordering: "none" })) {
    const [, , outcome] = events[ids.indexOf(claim.receipt.id)] ?? [];
    if (outcome) await inbox.settle(claim, outcome);
    else await inbox.release(claim);
  }
  const names = [...events.map(([name]) => name), "mended"];
  return Object.fromEntries(names.map((name, index) => [name, ids[index]])) as unknown as Seeded;
}

function request(body: string): Request {
  const headers = { "content-type": "application/json" };
  return new Request("http://127.0.0.1/webhook", { method: "POST", headers, body });
}
