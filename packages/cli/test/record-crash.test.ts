import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTrace, replay } from "@proto-webhooks/mock-sender";
import { expect, test } from "vitest";
import { files } from "./support/files.ts";
import { post } from "./support/listener.ts";
import { recorder, upstream } from "./support/recorder.ts";

const { folder } = files();

/** Long enough that writing it takes the system several steps. */
const bodyOf = (number: number) => JSON.stringify({ events: [], number, padding: "x".repeat(200_000) });
const numberOf = (body: string | Uint8Array) => JSON.parse(String(body)).number;

test("kill -9 in the middle: all that was answered is in the file, and --append goes on with it", async () => {
  const { url } = await upstream();
  const file = join(folder, "killed.jsonl");
  const killed = await recorder(url, file);
  const answered: number[] = [];
  let next = 0;
  const sender = async (): Promise<void> => {
    try {
      while (true) {
        const number = next++;
        const { status } = await post(killed.url, bodyOf(number));
        if (status === 200) answered.push(number);
      }
    } catch {
      // The recorder is gone.
    }
  };
  const senders = Promise.all([sender(), sender(), sender(), sender()]);
  await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(20);
  expect((await killed.stop("SIGKILL")).code).toBe(null);
  await senders;

  const text = readFileSync(file, "utf8");
  const whole = parseTrace(text.slice(0, text.lastIndexOf("\n") + 1)).deliveries;
  const numbers = whole.map(({ body }) => numberOf(body));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers).toEqual(expect.arrayContaining(answered));
  for (const { body } of whole) expect(body).toBe(bodyOf(numberOf(body)));

  const { url: proxy, stop } = await recorder(url, file, "--append");
  await post(proxy, "the last");
  expect((await stop("SIGINT")).code).toBe(0);
  const trace = parseTrace(readFileSync(file, "utf8"));
  expect(trace.deliveries.slice(0, -1)).toEqual(whole);
  const replayed: string[] = [];
  const to = async (request: Request) => {
    replayed.push(await request.text());
    return new Response();
  };
  await replay(trace, { to });
  expect(replayed).toEqual([...numbers.map(bodyOf), "the last"]);
});
