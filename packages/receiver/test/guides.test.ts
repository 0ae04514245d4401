import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { event, text } from "./deliveries.ts";

const folder = mkdtempSync(join(tmpdir(), "guides-"));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(folder, { recursive: true }));

const snippets = new URL("guides/accept-here-handle-there/", import.meta.url);

test("the snippets of the guide are the files that are run here, on whatever store", () => {
  const guide = new URL("../../docs/guides/accept-here-handle-there.md", import.meta.url);
  const shown = [...readFileSync(guide, "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
  const files = readdirSync(snippets).map((name) => readFileSync(new URL(name, snippets), "utf8"));
  const onPostgres = shown.filter((code) => code?.includes("@proto-webhooks/receiver/postgres"));
  expect(onPostgres.length).toBe(1);
  expect(shown.filter((code) => !onPostgres.includes(code)).toSorted()).toEqual(files.toSorted());
});

test("what a receiver accepts that handles nothing, one in another process handles that accepts nothing", async () => {
  const file = join(folder, "proto.db");
  vi.stubEnv("INBOX", file);
  vi.stubEnv("WEBHOOK_SECRET", "s3cret");
  const { inbox } = await import("./guides/accept-here-handle-there/inbox.ts");
  const { POST } = await import("./guides/accept-here-handle-there/accept.ts");
  expect((await POST(say("first", "wrong"))).status).toBe(401);
  expect((await POST(say("first"))).status).toBe(200);
  expect(await inbox.stats()).toMatchObject({ pending: 1, done: 0 });

  const worker = startWorker(file);
  expect(await worker.nextLine()).toBe("chat_1 1 first");
  await vi.waitUntil(async () => (await inbox.stats()).done === 1, { timeout: 10_000, interval: 5 });
  // It has nothing to do for several of its looks at the file, and waits for more all the same.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await POST(say("second"))).status).toBe(200);
  expect(await worker.nextLine()).toBe("chat_1 2 second");

  worker.process.kill("SIGTERM");
  expect(await worker.exitCode).toBe(0);
  expect(await inbox.stats()).toMatchObject({ accepted: 2, pending: 0 });
  await inbox.close();
});

function say(content: string, secret = "s3cret"): Request {
  return new Request("http://localhost/webhook", {
    method: "POST",
    headers: { "content-type": "application/json", "x-webhook-secret": secret },
    body: JSON.stringify({ events: [event("chat_1", { messages: [text(content)] })] }),
  });
}

interface WorkerProcess {
  readonly process: ChildProcess;
  readonly exitCode: Promise<number | null>;
  /** Rejects when it ends before it says one. */
  nextLine(): Promise<string>;
}

/** Runs `handle.ts` with the package as it was built. */
function startWorker(file: string): WorkerProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL("handle.ts", snippets))], {
    env: { ...process.env, INBOX: file },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const exitCode = once(child, "close").then(([code]) => code as number | null);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    exitCode,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`The worker ended with ${await exitCode}.`);
      return value;
    },
  };
}
