/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Claim, Inbox } from "../inbox.ts";
import { schemaVersion } from "./migrations/index.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { event, temporaryFile } from "./test/temporary.ts";
import { type OldClaim, Version1000 } from "./test/version-1000.ts";

const asking = { limit: 10, leaseMs: 60_000, ordering: "chat" } as const;
const idsOf = (events: readonly { readonly receipt: { readonly id: string } }[]) =>
  events.map(({ receipt }) => receipt.id);

test("a file of version 1000 is migrated with all that is in it, under a process that has it open", async () => {
  const file = temporaryFile();
  const old = new Version1000(file);
  const a = [old.commit("a"), old.commit("a"), old.commit("a")];
  const b = [old.commit("b")];
  const wrong = old.commit("c", "invalid");
  const [a0, b0] = old.claim(2, 60_000);
  if (a0 === undefined || b0 === undefined) throw new Error("two were not claimed");
  expect(old.end(a0, "dead") && old.end(b0, { retryAfterMs: 60_000 })).toBe(true);
  const [a1] = old.claim(1, 60_000);

  const inbox = sqliteInbox(file);
  expect(await inbox.stats()).toEqual({
    ...{ accepted: 5, pending: 3, done: 0, dead: 1, quarantined: 1 },
    ...{ kept: { done: 0, dead: 1, quarantined: 1 }, dropped: 0 },
  });
  expect(idsOf(await inbox.list("pending"))).toEqual([a[1], a[2], b[0]]);
  expect((await inbox.list("pending")).map(({ waits }) => waits?.for)).toEqual(["lease", undefined, "retry"]);
  expect(idsOf(await inbox.list("dead", { chat: "a" }))).toEqual([a[0]]);
  expect(await inbox.find(wrong)).toMatchObject({ state: "quarantined", chat: "c", attempts: 0 });
  expect(await inbox.requeue([{ id: a[0] ?? "" }, { id: wrong, kind: "valid" }])).toEqual([a[0], wrong]);
  expect(await inbox.retry(b)).toEqual(b);
  expect(a1 && old.end(a1, "done")).toBe(true);
  const claims = await inbox.claim(asking);
  expect(idsOf(claims).toSorted()).toEqual([a[0], b[0], wrong].toSorted());
  for (const claim of claims) expect(claim).toMatchObject({ vanished: 0, issues: [] });
  for (const claim of claims) await inbox.settle(claim, { kind: "done" });
  expect(idsOf(await inbox.claim(asking))).toEqual([a[2]]);
  expect(await inbox.stats()).toMatchObject({ accepted: 5, pending: 1, done: 4, dead: 0, quarantined: 0 });
  await inbox.close();
  old.close();
  const db = new DatabaseSync(file);
  expect(db.prepare("PRAGMA user_version").get()).toEqual({ user_version: schemaVersion });
  db.close();
});

test("what the older package settled is as old as its commit, and can be purged by its age", async () => {
  const file = temporaryFile();
  const old = new Version1000(file);
  for (const chat of ["a", "b"]) old.commit(chat);
  for (const claim of old.claim(2, 60_000)) old.end(claim, "dead");
  old.commit("c", "invalid");
  const inbox = sqliteInbox(file);
  const hour = 3_600_000;
  for (const state of ["dead", "quarantined"] as const) {
    expect((await inbox.list(state))[0]).not.toHaveProperty("settled");
    expect(await inbox.purge({ state, olderThanMs: hour, limit: 10 })).toBe(0);
  }
  const db = new DatabaseSync(file);
  db.exec(`UPDATE events SET time = time - ${2 * hour} WHERE n <> 2`);
  db.close();
  expect(await inbox.purge({ state: "dead", olderThanMs: hour, limit: 10 })).toBe(1);
  expect(await inbox.purge({ state: "quarantined", olderThanMs: hour, limit: 10 })).toBe(1);
  const { dead, quarantined, kept } = await inbox.stats();
  expect([dead, quarantined, kept]).toEqual([2, 1, { done: 0, dead: 1, quarantined: 0 }]);
  expect(old.list("dead")).toEqual(idsOf(await inbox.list("dead")));
  await inbox.close();
  old.close();
});

const ends = ["done", "done and kept", "dead", "retry now", "retry later", "release", "vanish"] as const;
const by = fc.constantFrom("old", "new");
const pick = fc.nat({ max: 20 });
const steps = fc.array(
  fc.oneof(
    fc.record({
      ...{ kind: fc.constant("commit" as const), by, chat: fc.constantFrom("a", "b", "c") },
      isValid: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("claim" as const), by, limit: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant("end" as const), pick, as: fc.constantFrom(...ends) }),
    fc.record({ kind: fc.constant("requeue" as const), pick }),
    fc.record({ kind: fc.constant("purge" as const), state: fc.constantFrom("done", "dead", "quarantined") }),
  ),
  { maxLength: 50, size: "max" },
);
type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;
type AnyClaim = { readonly old: OldClaim } | { readonly claim: Claim };

/** Both versions on one file, and what must be true of it. */
class Shared {
  readonly #file: string;
  readonly #old: Version1000;
  readonly #inbox: Inbox;
  readonly #accepted = new Set<string>();
  /** How often each event was settled, less how often it was requeued. */
  readonly #ended = new Map<string, number>();
  readonly #count = { done: 0, dead: 0, quarantined: 0 };
  readonly #kept = { done: 0, dead: 0, quarantined: 0 };
  readonly #lastOfChat = new Map<string | undefined, number>();
  readonly #requeued = new Set<string | undefined>();
  #claims: AnyClaim[] = [];

  constructor(file: string) {
    this.#file = file;
    this.#old = new Version1000(file);
    this.#inbox = sqliteInbox(file);
  }

  async do(step: Step): Promise<void> {
    if (step.kind === "commit") await this.#commit(step);
    else if (step.kind === "claim") await this.#claim(step.by, step.limit);
    else if (step.kind === "requeue") await this.#requeue(step.pick);
    else if (step.kind === "purge") this.#kept[step.state] -= await this.#inbox.purge({ ...step, limit: 2 });
    else await this.#end(step.pick, step.as);
    await this.#check();
  }

  async finish(): Promise<void> {
    // Whoever holds a lease is gone, and whoever waits need not: both versions handle what is left, in turn.
    const db = new DatabaseSync(this.#file);
    for (let i = 0; ; i++) {
      db.exec("UPDATE events SET due = 0, since = 0 WHERE state = 1");
      this.#claims = [];
      await this.#claim(i % 2 === 0 ? "old" : "new", 10);
      if (this.#claims.length === 0 && i % 2 === 1) break;
      while (this.#claims.length > 0) await this.#end(0, "done");
    }
    await this.#check();
    expect(this.#ended).toEqual(new Map([...this.#accepted].map((id) => [id, 1])));
    expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    db.close();
    await this.#inbox.close();
    this.#old.close();
  }

  async #commit({ by, chat, isValid }: Extract<Step, { kind: "commit" }>): Promise<void> {
    const kind = isValid ? "valid" : "invalid";
    const id =
      by === "old"
        ? this.#old.commit(chat, kind)
        : ((await this.#inbox.commit([{ ...event(chat), kind }]))[0]?.id ?? "");
    this.#accepted.add(id);
    if (!isValid) this.#settle(id, "quarantined", true);
  }

  async #claim(by: "old" | "new", limit: number): Promise<void> {
    const claims: AnyClaim[] =
      by === "old"
        ? this.#old.claim(limit, 60_000).map((old) => ({ old }))
        : (await this.#inbox.claim({ ...asking, limit })).map((claim) => ({ claim }));
    for (const one of claims) {
      const { chat, sequence } = "old" in one ? one.old : { ...one.claim, ...one.claim.receipt };
      // One event of a chat at a time, and none before an earlier one was settled.
      expect(this.#claims.filter((other) => chatOf(other) === chat)).toEqual([]);
      if (!this.#requeued.has(chat)) {
        expect(sequence).toBeGreaterThanOrEqual(this.#lastOfChat.get(chat) ?? 0);
        this.#lastOfChat.set(chat, sequence);
      }
    }
    this.#claims.push(...claims);
  }

  async #end(pick: number, as: (typeof ends)[number]): Promise<void> {
    const one = this.#claims[pick % Math.max(1, this.#claims.length)];
    if (one === undefined) return;
    this.#claims = this.#claims.filter((other) => other !== one);
    const id = "old" in one ? one.old.id : one.claim.receipt.id;
    const state = as === "done and kept" ? "done" : as;
    if (as === "vanish") return this.#expire(id);
    if ("old" in one) {
      const delay = { "retry now": 0, "retry later": 60_000 };
      const outcome =
        state === "retry now" || state === "retry later" ? { retryAfterMs: delay[state] } : state;
      expect(this.#old.end(one.old, outcome as "done")).toBe(true);
    } else {
      expect(await this.#endNew(one.claim, as)).toBe(true);
    }
    if (state === "done" || state === "dead") {
      this.#settle(id, state, state === "dead" || (as === "done and kept" && "claim" in one));
    }
  }

  #endNew(claim: Claim, as: Exclude<(typeof ends)[number], "vanish">): Promise<boolean> {
    if (as === "release") return this.#inbox.release(claim);
    if (as === "done" || as === "done and kept") {
      return this.#inbox.settle(claim, { kind: "done", keep: as === "done and kept" });
    }
    if (as === "dead") return this.#inbox.settle(claim, { kind: "dead", error: "Error" });
    const delayMs = as === "retry now" ? 0 : 60_000;
    return this.#inbox.settle(claim, { kind: "retry", delayMs, error: "Error" });
  }

  /** Its process is gone, and its lease has run out. */
  #expire(id: string): void {
    const db = new DatabaseSync(this.#file);
    db.prepare("UPDATE events SET due = 0, since = 0 WHERE n = ?").run(Number.parseInt(id, 10));
    db.close();
  }

  async #requeue(pick: number): Promise<void> {
    const settled = [...(await this.#inbox.list("dead")), ...(await this.#inbox.list("quarantined"))];
    const one = settled[pick % Math.max(1, settled.length)];
    if (one === undefined) return;
    const { id } = one.receipt;
    expect(await this.#inbox.requeue([{ id, kind: "valid" }])).toEqual([id]);
    const state = one.state as "dead" | "quarantined";
    this.#count[state]--;
    this.#kept[state]--;
    this.#ended.delete(id);
    this.#requeued.add(one.chat);
  }

  #settle(id: string, state: "done" | "dead" | "quarantined", isKept: boolean): void {
    this.#ended.set(id, (this.#ended.get(id) ?? 0) + 1);
    this.#count[state]++;
    if (isKept) this.#kept[state]++;
  }

  async #check(): Promise<void> {
    const { done, dead, quarantined } = this.#count;
    const accepted = this.#accepted.size;
    const pending = accepted - done - dead - quarantined;
    const books = { accepted, pending, done, dead, quarantined };
    expect(await this.#inbox.stats()).toEqual({ ...books, kept: this.#kept, dropped: 0 });
    for (const state of ["dead", "quarantined"] as const) {
      expect(this.#old.list(state)).toEqual(idsOf(await this.#inbox.list(state)));
      expect(this.#old.list(state)).toHaveLength(this.#kept[state]);
    }
    expect(await this.#inbox.list("done")).toHaveLength(this.#kept.done);
    expect(await this.#inbox.list("pending")).toHaveLength(pending);
  }
}

function chatOf(one: AnyClaim): string | undefined {
  return "old" in one ? one.old.chat : one.claim.chat;
}

test("both versions at work on one file keep the order, the books and every event", async () => {
  const property = fc.asyncProperty(steps, async (list) => {
    const shared = new Shared(temporaryFile());
    for (const step of list) await shared.do(step);
    await shared.finish();
  });
  await expect(fc.assert(property, { numRuns: 20 })).resolves.toBeUndefined();
});
