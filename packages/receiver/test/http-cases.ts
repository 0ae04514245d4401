import { readFileSync } from "node:fs";
import {
  allowChannels,
  createReceiver,
  type Inbox,
  type NewEvent,
  type Receiver,
  type ReceiverOptions,
  type SharedSecretOptions,
  sharedSecret,
  unsafeMemoryInbox,
} from "../src/index.ts";

/** A row of `spec/cases/http.json`; its README says what each property means. */
export interface HttpCase {
  name: string;
  needs?: string[];
  given: {
    method: string;
    headers?: Record<string, string>;
    query?: Record<string, string>;
    pathSuffix?: string;
    body?: Body;
    framing?: "declared" | "chunked";
    chunkBytes?: number;
    slow?: boolean;
    receiver?: Setup;
  };
  want: {
    status: number;
    code?: string;
    headers?: Record<string, string | { pattern: string }>;
    body?: string;
    hidden?: string[];
    stored?: string[];
  };
}

type Body =
  | { text: string }
  | { json: unknown }
  | { base64: string }
  | { example: string }
  | { repeat: { text: string; times: number } }
  | { concat: Body[] };

interface Setup {
  maxBodyBytes?: number;
  bodyTimeoutMs?: number;
  sharedSecret?: SharedSecretOptions;
  allowChannels?: string[];
  inbox?: "failing";
  busy?: boolean;
}

const spec = new URL("../../../spec/", import.meta.url);

export const httpCases: HttpCase[] = JSON.parse(readFileSync(new URL("cases/http.json", spec), "utf8"));

/** The bytes of a row's body. */
export function bytesOf(body: Body | undefined): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if ("text" in body) return Buffer.from(body.text);
  if ("json" in body) return Buffer.from(JSON.stringify(body.json));
  if ("base64" in body) return Buffer.from(body.base64, "base64");
  if ("example" in body) return readFileSync(new URL(`examples/${body.example}`, spec));
  if ("repeat" in body) return Buffer.from(body.repeat.text.repeat(body.repeat.times));
  return Buffer.concat(body.concat.map(bytesOf));
}

/** The body in the pieces in which the row wants it sent. */
export function chunksOf({ given }: HttpCase): Buffer[] {
  const bytes = bytesOf(given.body);
  const size = given.chunkBytes ?? 65_536;
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  return chunks;
}

/** Path and query of a row's request, under the path of the receiver. */
export function pathOf({ given }: HttpCase, base: string): string {
  const suffix = given.pathSuffix === undefined ? "" : `/${encodeURIComponent(given.pathSuffix)}`;
  const query = given.query ? `?${new URLSearchParams(given.query)}` : "";
  return `${base}${suffix}${query}`;
}

/** A receiver that is set up as the row says, and what was stored in its inbox. */
export function receiverOf({ given }: HttpCase): { receiver: Receiver; stored: string[] } {
  const {
    sharedSecret: secret,
    allowChannels: channels,
    inbox: kind,
    busy,
    ...limits
  } = given.receiver ?? {};
  const stored: string[] = [];
  const authenticate = [
    ...(secret ? [sharedSecret(secret)] : []),
    ...(channels ? [allowChannels(channels)] : []),
  ];
  const options: ReceiverOptions = {
    inbox: kind === "failing" ? failingInbox() : recordingInbox(stored),
    authenticate,
    onError: () => {},
    ...(busy && { maxInFlight: 1 }),
    ...limits,
  };
  const receiver = createReceiver(options);
  if (busy) void occupy(receiver);
  return { receiver, stored };
}

/** Takes the only place: a request whose body never comes. */
function occupy(receiver: Receiver): Promise<Response> {
  const request = new Request("http://bot.example/webhook", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: new ReadableStream(),
    duplex: "half",
  } as RequestInit);
  return receiver.fetch(request);
}

function recordingInbox(stored: string[]): Inbox {
  const inbox = unsafeMemoryInbox();
  const commit = inbox.commit.bind(inbox);
  inbox.commit = (events) => {
    stored.push(...events.map(wordFor));
    return commit(events);
  };
  return inbox;
}

function wordFor({ kind }: NewEvent): string {
  return kind === "invalid" ? "quarantined" : kind;
}

function failingInbox(): Inbox {
  const inbox = unsafeMemoryInbox();
  inbox.commit = () => Promise.reject(new Error("the disk is full"));
  return inbox;
}
