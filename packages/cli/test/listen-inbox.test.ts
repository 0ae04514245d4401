import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { files } from "./support/files.ts";
import { listener, post } from "./support/listener.ts";
import { numberedEvents } from "./support/numbered-events.ts";
import { run } from "./support/run.ts";

const { folder, write } = files();

/** A folder for the temporary files of one run. */
function temporary(name: string): { TMPDIR: string } {
  const TMPDIR = join(folder, name);
  mkdirSync(TMPDIR);
  return { TMPDIR };
}

describe("without --inbox", () => {
  test("it says where events are kept, and Ctrl-C removes that", async () => {
    const env = temporary("removed");
    const receiver = await listener(["--json"], { env });
    const [, file = ""] = /kept in (.*inbox\.db),/.exec(await receiver.note(/kept/)) ?? [];
    expect(file).toContain(env.TMPDIR);
    expect(readFileSync(file).subarray(0, 6).toString()).toBe("SQLite");
    await post(receiver.url, numberedEvents(3));
    const { code, rest } = await receiver.stop("SIGINT");
    expect({ code, lines: rest.length, left: readdirSync(env.TMPDIR) }).toEqual({
      code: 0,
      lines: 3,
      left: [],
    });
  });

  test("a kill leaves it, for --inbox", async () => {
    const receiver = await listener([], { env: temporary("kept") });
    const [, file = ""] = /kept in (.*inbox\.db),/.exec(await receiver.note(/kept/)) ?? [];
    await receiver.stop("SIGKILL");
    expect(await (await listener(["--inbox", file])).note(/pending/)).toContain(`${file}: 0 events pending.`);
  });

  test("nothing is left behind when the port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const env = temporary("taken");
    const port = String((server.address() as AddressInfo).port);
    const { code } = await run(["listen", "--port", port], { env });
    const named = await run(["listen", "--port", port, "--inbox", join(folder, "taken.db")]);
    server.close();
    expect(named.stderr).toMatch(/listen --inbox '.*taken\.db' --port \d+\n/);
    expect({ code, left: readdirSync(env.TMPDIR) }).toEqual({ code: 2, left: [] });
  });

  test("no folder for temporary files: says so", async () => {
    const { code, stdout, stderr } = await run(["listen"], { env: { TMPDIR: join(folder, "nowhere") } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .*nowhere.*--inbox/);
  });
});

describe("an inbox that cannot be used: exit 2, what is wrong, and the file as it was", () => {
  function database(name: string, sql: string): string {
    const file = join(folder, name);
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
    return file;
  }

  test.each([
    [
      "no database",
      write("notes.txt", "Not a database, but something that somebody wrote."),
      "is not an inbox",
    ],
    ["that of another program", database("other.db", "CREATE TABLE other (x)"), "is not an inbox"],
    [
      "that of a newer version",
      database("newer.db", `PRAGMA application_id = ${0x5077496e}; PRAGMA user_version = 999000`),
      "was written by a newer major version",
    ],
  ])("%s", async (_name, file, message) => {
    const before = readFileSync(file);
    const { code, stdout, stderr } = await run(["listen", "--port", "0", "--inbox", file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /m);
    expect(stderr).toContain(`${file} ${message}`);
    expect(stderr).not.toMatch(/Listening|please report/);
    expect(readFileSync(file)).toEqual(before);
  });

  test.each([
    ["a folder that is not there", join(folder, "nowhere", "proto.db"), "its folder exists"],
    ["a folder", folder, "cannot be opened"],
  ])("%s", async (_name, file, message) => {
    const { code, stdout, stderr } = await run(["listen", "--port", "0", "--inbox", file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/Listening|please report/);
  });
});
