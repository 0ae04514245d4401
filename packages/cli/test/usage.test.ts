import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { defaultLimits } from "@proto-webhooks/receiver";
import { describe, expect, test } from "vitest";
import { bin, run } from "./support/run.ts";

const commands = ["validate", "send", "listen", "record", "mock", "inbox", "types", "new"];
const inboxCommands = ["stats", "list", "show", "retry", "redrive", "reparse", "purge", "export"];

describe("help", () => {
  test.each([...commands, ...inboxCommands.map((command) => `inbox ${command}`)])(
    "%s --help says how it is used, with examples",
    async (command) => {
      const { code, stdout, stderr } = await run([...command.split(" "), "--help"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain(`Usage: proto-webhooks ${command}`);
      expect(stdout).toMatch(/Examples:\n {2}\$ /);
    },
  );

  test("listen --help knows the receiver's concurrency", async () => {
    const { stdout } = await run(["listen", "--help"]);
    expect(stdout.replace(/\s+/g, " ")).toContain(`another chat (default: ${defaultLimits.concurrency})`);
  });

  test("lists all commands", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
    const inbox = await run(["inbox", "--help"]);
    for (const command of inboxCommands) expect(inbox.stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
  });

  test("without a command it goes to stderr, as nothing was done", async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: proto-webhooks");
  });

  test("--version prints the version of the package", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(await run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});

describe("wrong usage exits 2, says what is wrong on stderr, and prints nothing else", () => {
  test.each([
    ["an unknown command, with the one that was meant", ["valdate", "x"], "Did you mean validate?"],
    ["an unknown option, with the one that was meant", ["validate", "x", "--jsn"], "Did you mean --json?"],
    ["no file", ["validate"], "missing required argument 'file'"],
    ["stdin twice", ["validate", "-", "-"], "only once"],
    ["too many arguments", ["types", "text"], "too many arguments"],
    ["no URL", ["send", "text"], "--to <url>"],
    ["a URL without its scheme", ["send", "text", "--to", "localhost:3000/webhook"], "http://"],
    ["a URL with a password", ["send", "text", "--to", "http://a:b@127.0.0.1/webhook"], "password"],
    ["a port that is no number", ["listen", "--port", "abc"], "0 to 65535"],
    ["an inbox in memory", ["listen", "--inbox", ":memory:"], "the path of a file"],
    ["an inbox without a name", ["listen", "--inbox", ""], "the path of a file"],
    ["a mock that delivers to no URL", ["mock", "--deliver-to", "localhost:3000"], "http://"],
    ["a mock that delivers to a password", ["mock", "--deliver-to", "http://a:b@127.0.0.1/"], "password"],
    ["a mock on a port that is too large", ["mock", "--port", "65536"], "0 to 65535"],
    ["a seed that is no number", ["mock", "--seed", "seven"], "A seed is a whole number"],
    ["half a seed", ["mock", "--seed", "0.5"], "A seed is a whole number"],
    ["a seed that no number holds", ["mock", "--seed", "9007199254740993"], "A seed is a whole number"],
    ["no concurrency at all", ["listen", "--concurrency", "0"], "from 1 to 10000"],
    ["half a concurrency", ["listen", "--concurrency", "1.5"], "from 1 to 10000"],
    ["a concurrency that is no number", ["listen", "--concurrency", "all"], "from 1 to 10000"],
    ["a concurrency that is too large", ["listen", "--concurrency", "10001"], "from 1 to 10000"],
    ["a port that is too large", ["listen", "--port", "65536"], "0 to 65535"],
  ])("%s", async (_name, args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(message);
  });
});

test.skipIf(!existsSync("/dev/full"))("a full disk under stdout: exit 2, without a stack", () => {
  const { status, stderr } = spawnSync("sh", ["-c", '"$0" "$1" types >/dev/full', process.execPath, bin], {
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: stdout cannot be written to: ENOSPC.*\n$/);
});

test("an old Node is told which one is needed", async () => {
  const pretend = "Object.defineProperty(process.versions, 'node', { value: '22.12.9' })";
  const { code, stdout, stderr } = await run(["types"], {
    node: ["--import", `data:text/javascript,${pretend}`],
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("needs Node.js 22.13 or newer, and this is 22.12.9");
});

describe("colours", () => {
  const colour = "\u001b[";

  test("not in a pipe", async () => {
    const { stdout } = await run(["types"]);
    expect(stdout).not.toContain(colour);
    expect((await run(["nope"])).stderr).not.toContain(colour);
  });

  test("where FORCE_COLOR asks for them", async () => {
    const env = { FORCE_COLOR: "1" };
    expect((await run(["types"], { env })).stdout).toContain(colour);
    expect((await run(["nope"], { env })).stderr).toContain(colour);
    expect((await run(["--help"], { env })).stdout).toContain(colour);
  });

  test("never in JSON", async () => {
    const { stdout } = await run(["types", "--json"], { env: { FORCE_COLOR: "1" } });
    expect(stdout).not.toContain(colour);
  });
});
