// What the README of the repo shows is what runs here.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { textsOf } from "./readme/parse.ts";

const root = new URL("../../../", import.meta.url);
const readme = readFileSync(new URL("README.md", root), "utf8");
const snippets = [...readme.matchAll(/<!-- snippet: (\S+) -->\n```ts\n([\s\S]*?)```/g)];

const folder = mkdtempSync(join(tmpdir(), "readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("every block of TypeScript is a file that is run", () => {
  expect(snippets.length).toBe(readme.match(/```ts\n/g)?.length);
});

test.each(snippets.map(([, name, code]) => [String(name), String(code)]))(
  "%s is shown as it is",
  (name, code) => {
    expect(code).toBe(readFileSync(new URL(`readme/${name}`, import.meta.url), "utf8"));
  },
);

test("the bot's test takes three lines", () => {
  const [, , code] = snippets.find(([, name]) => name === "bot.test.ts") ?? [];
  expect(code?.match(/async \(\) => \{\n([\s\S]*?)\n\}\);/)?.[1]?.split("\n")).toHaveLength(3);
});

test("receive.ts receives", async () => {
  const port = String(await freePort());
  const file = new URL("readme/receive.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, PORT: port, WEBHOOK_SECRET: "s3cret", INBOX: join(folder, "proto.db") },
  });
  let printed = "";
  const said = (text: string) =>
    new Promise<void>((resolve) => {
      const check = () => printed.includes(text) && resolve();
      child.stdout.on("data", (chunk) => {
        printed += chunk;
        check();
      });
      check();
    });
  await said(`Deliveries go to http://127.0.0.1:${port}/webhook`);
  const handled = said("Support bot: Hello, how can I help?");
  const body = readFileSync(new URL("spec/examples/text.json", root));
  const headers = { "content-type": "application/json", "x-webhook-secret": "s3cret" };
  const answer = await fetch(`http://127.0.0.1:${port}/webhook`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
  await handled;
  expect(printed).toContain("1 new in chat_58c1e0, event 1 of this chat");
  child.kill("SIGKILL");
});

test("parse.ts parses", () => {
  const carousel = JSON.parse(readFileSync(new URL("spec/examples/carousel.json", root), "utf8"));
  expect(textsOf(carousel)).toEqual(["Basic plan, Team plan"]);
  expect(() => textsOf({})).toThrow("events: expected a required property, found nothing");
});

test("the commands run", async () => {
  const commands = /<!-- commands -->\n```sh\n([\s\S]*?)```/.exec(readme)?.[1]?.trim().split("\n") ?? [];
  const args = commands.map((line) => line.replace("npx -y pnpm@12 proto-webhooks ", "").split(" "));
  expect(args.map(([command]) => command)).toEqual(["types", "validate", "listen", "send", "mock", "inbox"]);
  const bin = new URL("packages/cli/bin/proto-webhooks.js", root).pathname;
  const port = String(await freePort());
  const file = join(folder, "commands.db");
  const here = (list: string[]) =>
    list.map((arg) => arg.replace("3000", port).replace("4010", "0").replace("proto.db", file));
  const [types = [], validate = [], listen = [], send = [], mock = [], inbox = []] = args.map(here);
  const options = { cwd: root, encoding: "utf8" } as const;
  expect(spawnSync(process.execPath, [bin, ...types], options)).toMatchObject({ status: 0, stderr: "" });
  expect(spawnSync(process.execPath, [bin, ...validate], options)).toMatchObject({ status: 0, stderr: "" });
  const listening = spawn(process.execPath, [bin, ...listen], { cwd: root });
  await once(listening.stderr, "data");
  expect(spawnSync(process.execPath, [bin, ...send], options)).toMatchObject({ status: 0 });
  const mocking = spawn(process.execPath, [bin, ...mock], { cwd: root });
  await once(mocking.stderr, "data");
  for (const running of [mocking, listening]) {
    running.kill("SIGINT");
    expect(await once(running, "close")).toEqual([0, null]);
  }
  const { status, stdout } = spawnSync(process.execPath, [bin, ...inbox], options);
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^accepted +1 /m) });
});

test("the command that begins a type does what is said of it", () => {
  const [, given = "", does = ""] =
    /<!-- begin a type -->\n```sh\nnpx -y pnpm@12 proto-webhooks (.*)\n```\n+1\. ([^\n]*\n[^\n]*)/.exec(
      readme,
    ) ?? [];
  const checkout = join(folder, "checkout");
  for (const part of ["openapi.yaml", "package.json", "schemas", "examples", "cases"]) {
    cpSync(new URL(`spec/${part}`, root), join(checkout, "spec", part), { recursive: true });
  }
  symlinkSync(new URL("spec/node_modules", root), join(checkout, "node_modules"), "junction");
  const bin = new URL("packages/cli/bin/proto-webhooks.js", root).pathname;
  const options = { cwd: checkout, encoding: "utf8" } as const;
  const { stdout, stderr } = spawnSync(process.execPath, [bin, ...given.split(" ")], options);
  expect(stderr).toBe("");
  const files = does.match(/\w+\.yaml/g) ?? [];
  expect(files).toHaveLength(3);
  for (const file of files) expect(stdout).toContain(`spec/schemas/${file}\n`);
});

test("the links lead somewhere", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => String(path));
  expect(links.length).toBeGreaterThan(5);
  for (const path of links) expect(() => readFileSync(new URL(path, root)), path).not.toThrow(/ENOENT/);
});

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
