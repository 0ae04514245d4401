import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { InboxStats, StoredEvent } from "@proto-webhooks/receiver";
import { beforeEach, describe, expect, test } from "vitest";
import { files } from "./support/files.ts";
import { listener } from "./support/listener.ts";
import { jsonLines, type Ran, run } from "./support/run.ts";
import { type Seeded, secret, secretEvent, seed } from "./support/seed.ts";
import { type Place, stores } from "./support/stores.ts";

const { folder } = files();

describe.each(stores())("inbox on $name", ({ make }) => {
  let place: Place;
  let ids: Seeded;
  beforeEach(async () => {
    place = await make();
    const inbox = place.open();
    ids = await seed(inbox);
    await inbox.close();
  });

  /** Runs a command on the inbox. */
  function inbox(...args: string[]): Promise<Ran> {
    return run(["inbox", ...args, ...place.args], { env: place.env });
  }

  /** Looks into the inbox without the command. */
  async function look<T>(action: (inbox: ReturnType<Place["open"]>) => Promise<T>): Promise<T> {
    const opened = place.open();
    try {
      return await action(opened);
    } finally {
      await opened.close();
    }
  }

  const stats = (): Promise<InboxStats> => look((opened) => opened.stats());
  const stateOf = async (id: string): Promise<StoredEvent["state"] | undefined> =>
    (await look((opened) => opened.find(id)))?.state;

  test("nothing that an event says is printed, by any command, unless it is revealed", async () => {
    const output = join(folder, `hidden-${ids.dead}.jsonl`);
    const all = Object.values(ids);
    const printed: string[] = [];
    for (const json of [[], ["--json"]]) {
      const runs = [
        inbox("stats", ...json),
        inbox("list", "pending", "done", "dead", "quarantined", ...json),
        inbox("list", "--limit", "1", ...json),
        inbox("show", ...all, ...json),
        inbox("export", ...json),
        inbox("retry", "--all", "--dry-run", ...json),
        inbox("redrive", "--all", "--dry-run", ...json),
        inbox("reparse", "--all", "--dry-run", ...json),
        inbox("purge", "done", "--all", "--dry-run", ...json),
      ];
      for (const { code, stdout, stderr } of await Promise.all(runs)) {
        expect(code).toBe(0);
        printed.push(stdout, stderr);
      }
    }
    await inbox("export", "--output", output);
    printed.push(readFileSync(output, "utf8"));
    for (const ran of [
      await inbox("reparse", "--all"),
      await inbox("redrive", "--all"),
      await inbox("retry", "--all"),
      await inbox("purge", "quarantined", "--all", "--yes"),
    ]) {
      expect(ran.code).toBe(0);
      printed.push(ran.stdout, ran.stderr);
    }
    expect(printed.join("\n")).not.toContain(secret);
    expect(printed.join("\n")).toContain(ids.unrecognized);
  });

  test("stats: the books, the backlog, and what to do next", async () => {
    const { code, stdout, stderr } = await inbox("stats");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^accepted +8 {2}= 3 pending \+ 1 done \+ 2 dead \+ 2 quarantined$/m);
    expect(stdout).toMatch(/^pending +3 {2}the oldest for .*; 1 chat blocked$/m);
    for (const command of ["redrive --all", "reparse --all", "retry --all", "list dead"]) {
      expect(stdout).toContain(`proto-webhooks inbox ${command} --inbox `);
    }
    const [object] = jsonLines((await inbox("stats", "--json")).stdout);
    expect(object).toEqual({ ...(await stats()), oldestMs: expect.any(Number), blockedLanes: 1 });
  });

  test("stats: nothing to do when nothing is stuck", async () => {
    await look(async (opened) => {
      for (const state of ["dead", "quarantined"] as const) await opened.purge({ state, limit: 10 });
      await opened.retry([ids.waiting]);
    });
    const { stdout } = await inbox("stats");
    expect(stdout).toMatch(/^dead +2 {2}none of them is kept$/m);
    expect(stdout).not.toContain("proto-webhooks inbox");
  });

  test("list: a line for each event, with what may need somebody", async () => {
    const { code, stdout } = await inbox("list");
    const lines = stdout.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(lines.map((line) => line.split("  ")[0])).toEqual([
      ids.dead,
      ids.alsoDead,
      ids.quarantined,
      ids.mended,
    ]);
    expect(lines[0]).toMatch(/ dead {2}new_messages {2}chat chat_dead {2}1 attempt {2}PaymentError$/);
    expect(lines[2]).toMatch(
      / quarantined {2}new_messages {2}chat chat_bad {2}wrong at \/events\/6\/messages\/0\/author$/,
    );
    const pending = (await inbox("list", "pending")).stdout.trimEnd().split("\n");
    expect(pending[0]).toMatch(/chat_stuck {2}1 attempt {2}TimeoutError {2}next attempt in 22 hours$/);
    expect(pending[1]).toMatch(new RegExp(`chat_stuck {2}says the same as ${ids.waiting}$`));
    expect(pending[2]).toMatch(/ pending {2}unrecognized {2}chat chat_new$/);
  });

  test("list: part by part, as the last line says", async () => {
    const first = await inbox("list", "dead", "--limit", "1", "--json");
    expect(jsonLines(first.stdout)).toMatchObject([
      { id: ids.dead, state: "dead", lastError: "PaymentError" },
    ]);
    const [, next = ""] = /^More: proto-webhooks inbox (list dead .*) --inbox /.exec(first.stderr) ?? [];
    const second = await inbox(...next.split(" "));
    expect(jsonLines(second.stdout)).toMatchObject([
      { id: ids.alsoDead, chat: "chat_dead", type: "new_messages" },
    ]);
    expect(second.stderr).toBe("");
    const none = await inbox("list", "dead", "--after", ids.alsoDead);
    expect(none).toEqual({ code: 0, stdout: "", stderr: "There are no dead events behind that one.\n" });
  });

  test("list --chat", async () => {
    const { stdout, stderr } = await inbox("list", "--json", "--chat", "chat_bad");
    expect(jsonLines(stdout)).toMatchObject([{ id: ids.quarantined }]);
    expect(stderr).toBe("There are no dead events of this chat.\n");
  });

  test("show: all that is known, and exits 1 for an event that is not there", async () => {
    const { code, stdout, stderr } = await inbox("show", ids.quarantined, "7-unknown", ids.waiting);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: there is no event 7-unknown in this inbox/);
    expect(stdout).toContain(`${ids.quarantined}  quarantined\n`);
    expect(stdout).toMatch(
      /^ {4}events\[6\]\.messages\[0\]\.author: expected a required property, found nothing$/m,
    );
    expect(stdout).toMatch(
      /^ {2}attempts {4}1, the last ended with TimeoutError\n {2}waits {7}next attempt in 22 hours$/m,
    );
  });

  test("--reveal shows the exact text of an event as JSON, and a readable one to people", async () => {
    const exact = secretEvent("chat_dead");
    for (const command of [
      ["show", ids.dead],
      ["list", "dead", "--limit", "1"],
    ]) {
      const { stdout } = await inbox(...command, "--reveal", "--json");
      expect(jsonLines(stdout)).toMatchObject([{ id: ids.dead, json: exact, bytes: exact.length }]);
    }
    const { stdout } = await inbox("show", ids.dead, "--reveal");
    expect(stdout).toContain(`      "chatToken": "chat_${secret}",\n`);
    expect(stdout).toContain('      "number": 12345678901234567890\n');
    expect((await inbox("list", "dead", "--reveal")).stdout).toContain(`"text":"The ${secret} is 42."`);
  });

  test("redrive: a dry run changes nothing, a chat is one chat", async () => {
    const before = await stats();
    const dry = await inbox("redrive", "--all", "--dry-run");
    expect(dry.stdout).toBe("2 dead events would be redriven. Nothing was changed.\n");
    expect(await stats()).toEqual(before);
    expect((await inbox("redrive", "--chat", "chat_done")).stdout).toBe("0 dead events were redriven.\n");
    const { code, stdout } = await inbox("redrive", "--chat", "chat_dead", "--json");
    expect({ code, line: jsonLines(stdout) }).toEqual({
      code: 0,
      line: [{ operation: "redrive", state: "dead", seen: 2, changed: 2, dryRun: false, stopped: false }],
    });
    expect(await stats()).toMatchObject({ pending: 5, dead: 0 });
  });

  test("redrive by ids: exits 1 when one of them is not dead", async () => {
    const { code, stdout, stderr } = await inbox("redrive", ids.dead, ids.done, ids.dead, "nonsense");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "1 dead event was redriven.\n" });
    expect(stderr).toContain("Of the ids, 2 named no dead event");
    expect([await stateOf(ids.dead), await stateOf(ids.done)]).toEqual(["pending", "done"]);
    expect((await inbox("redrive", ids.alsoDead)).code).toBe(0);
  });

  test("reparse: releases what fits the spec, and nothing else", async () => {
    const dry = await inbox("reparse", "--all", "--dry-run");
    const rest = "the rest still does not fit the spec.";
    expect(dry.stdout).toBe(`1 of 2 quarantined events would be released; ${rest} Nothing was changed.\n`);
    expect(await stateOf(ids.mended)).toBe("quarantined");
    const { code, stdout } = await inbox("reparse", "--all");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `1 of 2 quarantined events was released; ${rest}\n`,
    });
    expect([await stateOf(ids.mended), await stateOf(ids.quarantined)]).toEqual(["pending", "quarantined"]);
    expect((await inbox("reparse", ids.quarantined)).code).toBe(1);
  });

  test("retry: ends the waiting", async () => {
    const { code, stdout } = await inbox("retry", "--all");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "1 of 3 pending events was retried; the rest did not wait for an attempt.\n",
    });
    expect((await look((opened) => opened.find(ids.waiting)))?.waits).toBeUndefined();
    expect((await inbox("retry", ids.waiting)).code).toBe(1);
  });

  test("purge: needs a yes, removes what was asked for, and the books go on counting it", async () => {
    const before = await stats();
    const refused = await inbox("purge", "dead", "--all");
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: "" });
    expect(refused.stderr).toMatch(/^error: .*--yes.*--dry-run/);
    const dry = await inbox("purge", "dead", "--keep-newest", "1", "--dry-run", "--json");
    expect(jsonLines(dry.stdout)).toMatchObject([{ operation: "purge", changed: 1, dryRun: true }]);
    const young = await inbox("purge", "dead", "--older-than", "1h", "--dry-run", "--json");
    expect(jsonLines(young.stdout)).toMatchObject([{ changed: 0 }]);
    expect((await inbox("purge", "dead", "--older-than", "1h", "--yes")).stdout).toBe(
      "0 dead events were removed for good.\n",
    );
    expect(await stats()).toEqual(before);
    const { code, stdout } = await inbox("purge", "dead", "--keep-newest", "1", "--yes");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "1 dead event was removed for good.\n" });
    expect([await stateOf(ids.dead), await stateOf(ids.alsoDead)]).toEqual([undefined, "dead"]);
    expect(await stats()).toEqual({ ...before, kept: { ...before.kept, dead: 1 } });
    const named = await inbox("purge", "done", ids.done, ids.dead, "--yes", "--json");
    expect(named.code).toBe(1);
    expect(jsonLines(named.stdout)).toMatchObject([{ changed: 1, dryRun: false }]);
    expect(await stateOf(ids.done)).toBeUndefined();
  });

  test("purge --older-than counts from when an event was settled", async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const dry = await inbox("purge", "dead", "--older-than", "1s", "--dry-run", "--json");
    expect(jsonLines(dry.stdout)).toMatchObject([{ changed: 2 }]);
    const { stdout } = await inbox("purge", "dead", "--older-than", "1s", "--yes", "--json");
    expect(jsonLines(stdout)).toMatchObject([{ changed: 2 }]);
    expect(await stats()).toMatchObject({ dead: 2, kept: { dead: 0 } });
  });

  test("export: all that is kept, to stdout or a file that only its owner reads", async () => {
    const { code, stdout } = await inbox("export");
    const order = [
      ids.waiting,
      ids.blocked,
      ids.unrecognized,
      ids.done,
      ids.dead,
      ids.alsoDead,
      ids.quarantined,
    ];
    expect(code).toBe(0);
    expect(jsonLines(stdout).map((line) => (line as { id: string }).id)).toEqual([...order, ids.mended]);
    const output = join(folder, `export-${ids.dead}.jsonl`);
    // Without the pending ones, of which one waits for ever less.
    const settled = stdout.split("\n").slice(3).join("\n");
    expect(await inbox("export", "quarantined", "done", "dead", "--output", output)).toEqual({
      code: 0,
      stdout: "",
      stderr: `5 events written to ${output}.\n`,
    });
    expect(readFileSync(output, "utf8")).toBe(settled);
    if (process.platform !== "win32") expect(statSync(output).mode & 0o777).toBe(0o600);
    const again = await inbox("export", "dead", "--output", output);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/^error: .* is there already\. .*--force/);
    expect(readFileSync(output, "utf8")).toBe(settled);
    expect((await inbox("export", "dead", "--chat", "chat_dead", "--force", "--output", output)).code).toBe(
      0,
    );
    expect(jsonLines(readFileSync(output, "utf8"))).toMatchObject([{ id: ids.dead }, { id: ids.alsoDead }]);
  });

  test("export --as-deliveries: what send sends again, byte for byte", async () => {
    const output = join(folder, `deliveries-${ids.dead}.jsonl`);
    const hidden = await inbox("export", "dead", "--as-deliveries", "--output", output);
    expect({ code: hidden.code, exists: existsSync(output) }).toEqual({ code: 2, exists: false });
    await inbox("export", "dead", "--reveal", "--as-deliveries", "--output", output);
    const receiver = await listener(["--inbox", join(folder, `again-${ids.dead}.db`)]);
    expect((await run(["send", output, "--to", receiver.url])).code).toBe(0);
    await receiver.stop("SIGINT");
    expect(readFileSync(output, "utf8").split("\n")[0]).toBe(`{"events":[${secretEvent("chat_dead")}]}`);
  });

  test("listen takes the same inbox, and hears of what is redriven while it runs", async () => {
    const receiver = await listener(["--json", ...place.args], { env: place.env });
    expect(await receiver.note(/pending/)).toContain("3 events pending.");
    const printed = async (): Promise<string> => JSON.parse(await receiver.nextLine()).receipt;
    expect(await printed()).toBe(ids.unrecognized);
    expect((await inbox("redrive", "--all")).code).toBe(0);
    expect([await printed(), await printed()]).toEqual([ids.dead, ids.alsoDead]);
    expect((await inbox("retry", "--all")).code).toBe(0);
    expect([await printed(), await printed()]).toEqual([ids.waiting, ids.blocked]);
    expect((await receiver.stop("SIGINT")).code).toBe(0);
  });
});
