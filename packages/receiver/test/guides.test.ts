import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import type { Inbox } from "../src/index.ts";
import { event, text } from "./deliveries.ts";
import { freshDatabase } from "./postgres/for-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "guides-"));
// Within the package, so that its name is found from there.
const reports = fileURLToPath(new URL("../.reports/", import.meta.url));
mkdirSync(reports, { recursive: true });
const program = mkdtempSync(join(reports, "guides-"));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  vi.unstubAllEnvs();
});
afterAll(() => {
  for (const made of [folder, program]) rmSync(made, { recursive: true });
});

const snippets = new URL("guides/accept-here-handle-there/", import.meta.url);

test("the snippets of the guide are the files that are run here", () => {
  const guide = new URL("../../docs/guides/accept-here-handle-there.md", import.meta.url);
  const shown = [...readFileSync(guide, "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
  const files = readdirSync(snippets).map((name) => readFileSync(new URL(name, snippets), "utf8"));
  expect(shown.toSorted()).toEqual(files.toSorted());
});

const stores = [
  { store: "SQLite", snippet: "inbox.ts", env: async () => ({ INBOX: join(folder, "proto.db") }) },
  {
    store: "PostgreSQL",
    snippet: "inbox-on-postgresql.ts",
    env: async () => ({ DATABASE_URL: await freshDatabase(), MAX_CONNECTIONS: "1" }),
  },
];

test.each(stores)(
  "on $store, what one receiver accepts that handles nothing, another one handles that accepts nothing",
  async ({ store, snippet, env }) => {
    const place = join(program, store);
    cpSync(fileURLToPath(snippets), place, { recursive: true });
    cpSync(fileURLToPath(new URL(snippet, snippets)), join(place, "inbox.ts"));
    const variables = { ...(await env()), WEBHOOK_SECRET: "s3cret" };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const { inbox } = (await import(join(place, "inbox.ts"))) as { inbox: Inbox };
    const { POST } = (await import(join(place, "accept.ts"))) as {
      POST: (request: Request) => Promise<Response>;
    };
    expect((await POST(say("first", "wrong"))).status).toBe(401);
    expect((await POST(say("first"))).status).toBe(200);
    expect(await inbox.stats()).toMatchObject({ pending: 1, done: 0 });

    const worker = startWorker(place);
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
  },
);

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
function startWorker(place: string): WorkerProcess {
  const child = spawn(process.execPath, [join(place, "handle.ts")], {
    env: process.env,
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
