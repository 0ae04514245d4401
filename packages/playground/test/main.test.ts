// The main job as a person starts it: a process, real HTTP, a transcript, an exit code.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buttonTypes, eventTypes, messageTypes } from "@proto-webhooks/validators";
import { afterEach, describe, expect, test } from "vitest";

const main = new URL("../dist/main.js", import.meta.url).pathname;
const example = readFileSync(new URL("../../../spec/examples/carousel.json", import.meta.url), "utf8");
/** Node 22 says of its SQLite that it is experimental. */
const quiet = "--disable-warning=ExperimentalWarning";
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [quiet, main, ...args], {
    env: { ...process.env, PORT: "0", ...env },
  });
  running.push(child);
  const output = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (chunk) => {
      output[name] += chunk;
      for (const check of waiting) check();
    });
  }
  const printed = (text: string | RegExp) =>
    new Promise<void>((resolve) => {
      const check = () => {
        const found = typeof text === "string" ? output.stdout.includes(text) : text.test(output.stdout);
        if (found) resolve();
      };
      waiting.add(check);
      check();
    });
  const exited = once(child, "close").then(([code]) => code as number);
  return { child, output, printed, exited };
}

test("--once plays everything there is, and exits with 0", async () => {
  const { output, exited } = start(["--once"]);
  expect(await exited).toBe(0);
  expect(output.stderr).toBe("");
  expect(output.stdout).toMatch(
    /✓ \d+ deliveries, each answered 200; \d+ calls of handlers, as expected\.\n$/,
  );
  for (const type of eventTypes) expect(output.stdout).toContain(`← handled     event ${type},`);
  for (const type of messageTypes) expect(output.stdout).toContain(`← handled     message ${type},`);
  for (const kind of ["image:", "video:", "audio:", "file:"]) expect(output.stdout).toContain(kind);
  const added = buttonTypes.filter((type) => !["text", "postback", "url"].includes(type));
  for (const type of added) expect(output.stdout).toContain(`A button of type ${type}`);
  expect(output.stdout).toContain("[ Tell me more ] [ Choose ] [ Compare ]");
  expect(output.stdout).toContain("[ Billing ] [ Agent ]");
  expect(output.stdout).toContain("chat <CHAT_ID> #1");
  expect(output.stdout).toContain("← handled     unrecognized message some_future_message,");
  expect(output.stdout).toContain("← handled     unrecognized event some_future_event,");
  expect(output.stdout).not.toContain("✗");
  // No colour codes where there is no terminal.
  expect(output.stdout).not.toContain("\u001b[");
});

test("otherwise it stays up, handles what comes, and ends well on Ctrl-C", async () => {
  const { child, output, printed, exited } = start([]);
  await printed(/curl -i .*\n/);
  const url = /curl -i (\S+)/.exec(output.stdout)?.[1] ?? "";
  const before = output.stdout.length;
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: example });
  expect(answer.status).toBe(200);
  await printed(/as expected[\s\S]*message carousel, chat chat_58c1e0/);
  expect(output.stdout.slice(before)).toContain("← handled     event new_messages, chat chat_58c1e0");
  child.kill("SIGINT");
  expect(await exited).toBe(0);
});

test("it says why what came by hand reached no handler, and nothing that could steer the terminal", async () => {
  const { child, output, printed, exited } = start([]);
  await printed(/curl -i .*\n/);
  const url = /curl -i (\S+)/.exec(output.stdout)?.[1] ?? "";
  const post = (body: string) =>
    fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  await post("nope");
  await printed('✗ delivery refused: {"code":"invalid_json","status":400}');
  await post('{"events":[{"type":"new_messages","chat":7}]}');
  await printed(/✗ events went into quarantine: .*wrong_type \/events\/0\/chat/);
  const { chat, channel } = JSON.parse(example).events[0];
  await post(
    JSON.stringify({ events: [{ type: "some\u001b[31m", chat: { ...chat, id: "\u009bx" }, channel }] }),
  );
  await printed("unrecognized event some\ufffd[31m, chat \ufffdx");
  child.kill("SIGINT");
  expect(await exited).toBe(0);
});

describe("what cannot be met is said", () => {
  test("a taken port: the next free one, as the command that takes it", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { output, exited } = start(["--once"], { PORT: String(port) });
    expect(await exited).toBe(1);
    other.close();
    expect(output.stderr).toMatch(
      new RegExp(
        `^Port ${port} of 127\\.0\\.0\\.1 is taken by another program\\..*\n\n  PORT=\\d+ npx -y pnpm@12 start\n$`,
      ),
    );
    expect(output.stdout).toBe("");
  });

  test.each([
    [[], { PORT: "http" }, 'PORT must be a whole number from 0 to 65535, and it is "http".'],
    [[], { PORT: "70000" }, 'PORT must be a whole number from 0 to 65535, and it is "70000".'],
    [[], { HOST: "192.0.2.1" }, "Cannot listen on port 0 of 192.0.2.1"],
    [["--twice"], {}, "--twice"],
  ])("%j %j", async (args, env, message) => {
    const { output, exited } = start(args, env as Record<string, string>);
    expect(await exited).toBe(1);
    expect(output.stderr).toContain(message);
    expect(output.stderr).not.toContain("    at ");
  });
});
