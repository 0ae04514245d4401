import type pg from "pg";
import { expect, test } from "vitest";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import { postgresInbox } from "./postgres-inbox.ts";
import { event, withClient } from "./test/sql.ts";

const events = 20_000;

/** What the plans of the statements in a function say that they did, as PostgreSQL's own module tells it. */
async function explain(client: pg.Client, text: string, values: readonly unknown[]): Promise<string[]> {
  const plans: string[] = [];
  const listen = ({ message = "" }) => void plans.push(message);
  client.on("notice", listen);
  await client.query(`BEGIN; LOAD 'auto_explain'; SET LOCAL auto_explain.log_level = notice;
    SET LOCAL auto_explain.log_min_duration = 0; SET LOCAL auto_explain.log_nested_statements = on;
    SET LOCAL auto_explain.log_analyze = on; SET LOCAL auto_explain.log_timing = off`);
  await client.query(text, [...values]);
  await client.query("ROLLBACK");
  client.off("notice", listen);
  return plans;
}

/** The most rows that a step of the plans gave, or left out, all loops together. */
function mostRows(plans: readonly string[]): number {
  const counts = plans.flatMap((plan) => {
    const given = [...plan.matchAll(/actual rows=([\d.]+) loops=(\d+)/g)].map(
      ([, rows, loops]) => Number(rows) * Number(loops),
    );
    const leftOut = [...plan.matchAll(/Rows Removed by .*: (\d+)/g)].map(([, rows]) => Number(rows));
    return [...given, ...leftOut];
  });
  expect(counts.length).toBeGreaterThan(0);
  return Math.max(...counts);
}

test("no statement looks through a backlog of 20,000 events, or sorts it", async () => {
  const connectionString = await freshDatabase();
  const inbox = postgresInbox({ connectionString });
  const duplicates = { mode: "flag", windowMs: 3_600_000 } as const;
  // One lane in ten is a busy one: half of all events are in 10 of 1,010.
  const chatOf = (i: number) => (i % 2 ? `busy ${i % 10}` : `chat ${i % 1_000}`);
  for (let i = 0; i < events; i += 1_000) {
    const some = Array.from({ length: 1_000 }, (_, j) => ({
      ...event(chatOf(i + j)),
      fingerprint: `${i + j}`,
    }));
    await inbox.commit(some, duplicates);
  }
  // Some of all kinds, so that no index is empty.
  const claims = await inbox.claim({ limit: 40, leaseMs: 60_000, ordering: "chat" });
  expect(claims).toHaveLength(40);
  const retry = { kind: "retry", delayMs: 60_000, error: "Error" } as const;
  for (const [i, claim] of claims.slice(0, 30).entries()) {
    const outcome =
      i < 10 ? ({ kind: "done", keep: true } as const) : ({ kind: "dead", error: "E" } as const);
    await inbox.settle(claim, i < 20 ? outcome : retry);
  }
  const held = claims.slice(30);
  const [first] = await inbox.list("dead");
  await inbox.close();

  const [numbers, tokens] = [held, held].map((list, part) =>
    list.map(({ lease }) => lease.split(".")[part] ?? ""),
  );
  const [n, salt] = first?.receipt.id.split("-") ?? [];
  const two = <T>(value: T) => [value, value];
  const lease = "00000000-0000-0000-0000-000000000001";
  const keys = ["00000000-0000-0000-0000-0000000000aa", "00000000-0000-0000-0000-0000000000bb"];
  const calls: Record<string, readonly unknown[]> = {
    claim_heads: [20, 60_000_000, lease],
    claim_oldest: [20, 60_000_000, lease],
    extend: [numbers, tokens, 60_000_000],
    settle: [numbers, tokens, held.map((_, i) => i % 5), held.map(() => 1_000), held.map(() => "E"), "me"],
    store: [
      keys,
      two("chat"),
      two("salt"),
      two("valid"),
      two("{}"),
      two(null),
      two("print"),
      keys,
      two(null),
      1_000_000,
      false,
      true,
      "me",
    ],
    next_us: [],
    may_claim: [],
    list: [[0, 1, 2], null, 0, 20],
    find: [n],
    backlog: [],
    requeue: [[n], [salt], [null], "me"],
    retry: [[n], [salt], "me"],
    purge: [3, null, null, null, 2, 5],
  };
  await withClient(connectionString, async (client) => {
    for (const [name, values] of Object.entries(calls)) {
      const places = values.map((_, i) => `$${i + 1}`).join(", ");
      const plans = await explain(client, `SELECT * FROM proto_webhooks.${name}(${places})`, values);
      const most = mostRows(plans);
      // What a call was asked for, and what is due or settled: tens. The backlog: thousands.
      expect([name, most > 250 ? plans.join("\n") : "few rows"]).toEqual([name, "few rows"]);
    }
    const of = (name: string) =>
      explain(client, `SELECT * FROM proto_webhooks.${name}`, []).then((plans) => plans.join("\n"));
    expect(await of(`claim_heads(20, 1, '${lease}')`)).toContain("lanes_by_turn");
    expect(await of(`list('{0,1,2}', '${keys[0]}', 0, 20)`)).toContain("events_by_lane");
    expect(await of("purge(3::smallint, null, null, 0, 0, 5)")).toContain("events_by_settled");
  });
});
