import { postgresInbox } from "@proto-webhooks/receiver/postgres";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { freshDatabase } from "../../receiver/test/postgres/for-tests.ts";
import { run } from "./support/run.ts";
import { seed } from "./support/seed.ts";

/** Asks the database of a connection string. */
async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const schemas = "SELECT nspname FROM pg_namespace ORDER BY nspname";

describe("an inbox on PostgreSQL that cannot be used: exit 2, what is wrong, and no password", () => {
  /** Every row has a password that must not be seen. */
  const password = "pass_w0rd";

  test.each([
    ["a server that is not there", `postgresql://me:${password}@127.0.0.1:1/x`, [], "cannot be reached"],
    ["no URL at all", `postgres:me:${password}@127.0.0.1/x`, [], "postgresql://user"],
    ["half a URL", `postgresql://me:${password}@127.0.0.1:none/x`, [], "must be of the form"],
    ["a schema that cannot be", `postgresql://me:${password}@127.0.0.1:1/x`, ["--schema", "No;"], "schema"],
  ])("%s", async (_name, url, args, message) => {
    for (const command of ["stats", "export"]) {
      const { code, stdout, stderr } = await run(["inbox", command, ...args], {
        env: { PROTO_WEBHOOKS_INBOX: url },
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/^error: /);
      expect(stderr).toContain(message);
      expect(stderr).not.toMatch(new RegExp(`${password}|please report`));
    }
  });

  test("a database without an inbox: it is left as it is", async () => {
    const url = await freshDatabase();
    const before = await query(url, schemas);
    const env = { PROTO_WEBHOOKS_INBOX: url };
    const { code, stdout, stderr } = await run(["inbox", "stats"], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^error: there is no inbox at .*the database has no schema proto_webhooks\..*--schema/,
    );
    expect(await query(url, schemas)).toEqual(before);
  });

  test("a wrong password", async () => {
    const url = Object.assign(new URL(await freshDatabase()), { password }).href;
    const { code, stdout, stderr } = await run(["inbox", "stats"], { env: { PROTO_WEBHOOKS_INBOX: url } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("does not let this program in");
    expect(stderr).not.toContain(password);
  });

  test("a schema of another program: it is left as it is", async () => {
    const url = await freshDatabase();
    await query(url, "CREATE TABLE public.other (x int)");
    const env = { PROTO_WEBHOOKS_INBOX: url };
    const { code, stderr } = await run(["inbox", "list", "--schema", "public"], { env });
    expect(code).toBe(2);
    expect(stderr).toContain("is not an inbox");
  });
});

test("a password on the command line: a note says who can read it, and where to put it; it is not repeated", async () => {
  const url = await freshDatabase();
  const inbox = postgresInbox({ connectionString: url });
  await seed(inbox);
  await inbox.close();
  const { code, stdout, stderr } = await run(["inbox", "stats", "--inbox", url]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Note: .*PROTO_WEBHOOKS_INBOX.*PGPASSWORD/);
  expect(stdout).toContain("  proto-webhooks inbox redrive --all --inbox URL\n");
  expect(stdout + stderr).not.toContain(new URL(url).password);
  const quiet = await run(["inbox", "stats"], { env: { PROTO_WEBHOOKS_INBOX: url } });
  expect(quiet.stderr).toBe("");
});
