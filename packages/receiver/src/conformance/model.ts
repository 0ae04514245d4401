import type { Claim, ClaimRequest, Inbox, InboxStats, NewEvent, Outcome, PurgeRequest } from "../inbox.ts";
import { check, checkEqual } from "./check.ts";
import { event, invalidEvent, longMs } from "./with-inbox.ts";

/** One thing done to an inbox. A number picks among what is there at that moment. */
export type Step =
  | {
      readonly kind: "commit";
      readonly events: readonly { readonly chat: number; readonly isValid: boolean }[];
    }
  | { readonly kind: "claim"; readonly limit: number }
  | {
      readonly kind: "settle";
      readonly pick: number;
      readonly as: "done" | "done and kept" | "dead" | "retry now" | "retry later";
    }
  | { readonly kind: "release"; readonly pick: number }
  | { readonly kind: "extend" }
  /** All leases run out, as when the process died that held them, and what they were for is claimed anew. */
  | { readonly kind: "crash" }
  | { readonly kind: "requeue"; readonly pick: number }
  | { readonly kind: "retry"; readonly pick: number }
  | { readonly kind: "purge"; readonly state: "done" | "dead" | "quarantined"; readonly limit: number }
  /** What a worker does that was paused: it uses a claim that has ended. */
  | { readonly kind: "use ended"; readonly pick: number };

interface Known {
  readonly event: NewEvent;
  readonly id: string;
  readonly sequence: number;
  state: "ready" | "claimed" | "later" | "done" | "dead" | "quarantined";
  attempts: number;
  vanished: number;
  /** It can be found and listed. */
  isKept: boolean;
}

const pendingStates: readonly Known["state"][] = ["ready", "claimed", "later"];

const outcomes: Readonly<Record<Extract<Step, { kind: "settle" }>["as"], Outcome>> = {
  done: { kind: "done" },
  "done and kept": { kind: "done", keep: true },
  dead: { kind: "dead", error: "Error" },
  "retry now": { kind: "retry", delayMs: 0, error: "Error" },
  "retry later": { kind: "retry", delayMs: longMs, error: "Error" },
};

const stateAfter = {
  done: "done",
  "done and kept": "done",
  dead: "dead",
  "retry now": "ready",
  "retry later": "later",
  release: "ready",
} as const;

/** Does the steps to an inbox and to a list of events, and compares both after each. */
export async function checkSteps(
  inbox: Inbox,
  steps: readonly Step[],
  ordering: ClaimRequest["ordering"],
): Promise<void> {
  const model = new Model(inbox, ordering);
  for (const step of steps) {
    await model.do(step);
    await model.checkBooks();
  }
  await model.checkLists();
}

class Model {
  readonly #inbox: Inbox;
  readonly #ordering: ClaimRequest["ordering"];
  readonly #events: Known[] = [];
  readonly #ended: Claim[] = [];
  #claims: Claim[] = [];

  constructor(inbox: Inbox, ordering: ClaimRequest["ordering"]) {
    this.#inbox = inbox;
    this.#ordering = ordering;
  }

  async do(step: Step): Promise<void> {
    switch (step.kind) {
      case "commit":
        return this.#commit(step.events);
      case "claim":
        return this.#claim(step.limit);
      case "settle":
        return this.#end(step.pick, step.as);
      case "release":
        return this.#end(step.pick, "release");
      case "extend":
        return checkEqual(await this.#inbox.extend(this.#claims, longMs), [], "the claims that were lost");
      case "crash":
        return this.#crash();
      case "requeue":
        return this.#requeue(step.pick);
      case "retry":
        return this.#retry(step.pick);
      case "purge":
        return this.#purge(step.state, step.limit);
      case "use ended":
        return this.#useEnded(step.pick);
    }
  }

  async #commit(events: Extract<Step, { kind: "commit" }>["events"]): Promise<void> {
    const list = events.map(({ chat, isValid }, i) => {
      const make = isValid ? event : invalidEvent;
      return make(`chat ${chat}`, JSON.stringify({ n: this.#events.length + i }));
    });
    const committed = await this.#inbox.commit(list);
    checkEqual(committed.length, list.length, "what commit says, by event");
    for (const [i, { id }] of committed.entries()) {
      const stored = list[i] as NewEvent;
      const sequence = this.#events.filter((known) => known.event.chat === stored.chat).length + 1;
      const state = stored.kind === "invalid" ? "quarantined" : "ready";
      this.#events.push({ event: stored, id, sequence, state, attempts: 0, vanished: 0, isKept: true });
    }
  }

  /** What may be handed out now. */
  #claimable(): Known[] {
    const pending = this.#events.filter(({ state }) => pendingStates.includes(state));
    const lane = (known: Known) => pending.filter(({ event }) => event.chat === known.event.chat);
    // One that came back in front of a claimed one waits for its end.
    const isInTurn = (known: Known) =>
      lane(known)[0] === known && lane(known).every(({ state }) => state !== "claimed");
    const all = this.#ordering === "chat" ? pending.filter(isInTurn) : pending;
    return all.filter(({ state }) => state === "ready");
  }

  async #claim(limit: number): Promise<void> {
    const claimable = this.#claimable();
    const claims = await this.#inbox.claim({ limit, leaseMs: longMs, ordering: this.#ordering });
    checkEqual(claims.length, Math.min(limit, claimable.length), "claims");
    if (this.#ordering === "none") {
      const oldest = claimable.slice(0, limit).map(({ id }) => id);
      checkEqual(claims.map(({ receipt }) => receipt.id).sort(), oldest.sort(), "the events claimed");
    }
    for (const claim of claims) {
      const known = claimable.find(({ id }) => id === claim.receipt.id);
      check(known?.state === "ready", "an event was handed out that cannot be claimed");
      known.state = "claimed";
      known.attempts++;
      checkEqual([claim.attempt, claim.json], [known.attempts, known.event.json], "attempt and text");
      checkEqual(claim.receipt.sequence, known.sequence, "the sequence");
      checkEqual(claim.vanished, known.vanished, "the attempts that vanished");
    }
    this.#claims.push(...claims);
  }

  async #end(pick: number, as: keyof typeof outcomes | "release"): Promise<void> {
    const claim = this.#claims[pick % Math.max(1, this.#claims.length)];
    if (claim === undefined) return;
    const known = this.#knownById(claim.receipt.id);
    const isEnded = as === "release" ? this.#inbox.release(claim) : this.#inbox.settle(claim, outcomes[as]);
    checkEqual(await isEnded, true, as);
    this.#claims = this.#claims.filter((other) => other !== claim);
    this.#ended.push(claim);
    if (as === "release") known.attempts--;
    else known.vanished = 0;
    if (as === "done") known.isKept = false;
    known.state = stateAfter[as];
  }

  async #crash(): Promise<void> {
    checkEqual(await this.#inbox.extend(this.#claims, 0), [], "the claims that were lost");
    for (const { receipt } of this.#claims) {
      const known = this.#knownById(receipt.id);
      known.state = "ready";
      known.vanished++;
    }
    this.#ended.push(...this.#claims);
    this.#claims = [];
    await this.#claim(1_000);
  }

  async #requeue(pick: number): Promise<void> {
    const settled = this.#events.filter(({ state, isKept }) => isKept && !pendingStates.includes(state));
    const known = settled[pick % Math.max(1, settled.length)];
    if (known === undefined) return;
    const wanted = known.state === "done" ? [] : [known.id];
    checkEqual(await this.#inbox.requeue([{ id: known.id, kind: "valid" }]), wanted, "requeue");
    if (known.state === "done") return;
    Object.assign(known, { state: "ready", attempts: 0, vanished: 0 });
  }

  async #retry(pick: number): Promise<void> {
    const pending = this.#events.filter(({ state }) => pendingStates.includes(state));
    const known = pending[pick % Math.max(1, pending.length)];
    if (known === undefined) return;
    const wanted = known.state === "later" ? [known.id] : [];
    checkEqual(await this.#inbox.retry([known.id]), wanted, "retry");
    if (known.state === "later") known.state = "ready";
  }

  async #purge(state: PurgeRequest["state"], limit: number): Promise<void> {
    const purged = this.#events.filter((known) => known.isKept && known.state === state).slice(0, limit);
    checkEqual(await this.#inbox.purge({ state, limit }), purged.length, "purge");
    for (const known of purged) known.isKept = false;
  }

  #knownById(id: string): Known {
    const known = this.#events.find((event) => event.id === id);
    check(known !== undefined, "a claim is of no event that was committed");
    return known;
  }

  async #useEnded(pick: number): Promise<void> {
    const claim = this.#ended[pick % Math.max(1, this.#ended.length)];
    if (claim === undefined) return;
    checkEqual(await this.#inbox.settle(claim, { kind: "done" }), false, "settle of a claim that ended");
    checkEqual(await this.#inbox.release(claim), false, "release of a claim that ended");
  }

  async checkBooks(): Promise<void> {
    const count = (...states: Known["state"][]) =>
      this.#events.filter(({ state }) => states.includes(state)).length;
    const kept = (state: Known["state"]) =>
      this.#events.filter((known) => known.isKept && known.state === state).length;
    const { accepted, pending, done, dead, quarantined, ...stats }: InboxStats = await this.#inbox.stats();
    checkEqual(
      { accepted, pending, done, dead, quarantined },
      {
        accepted: this.#events.length,
        pending: count(...pendingStates),
        done: count("done"),
        dead: count("dead"),
        quarantined: count("quarantined"),
      },
      "the books",
    );
    const { kept: found } = stats;
    checkEqual(
      [found.done, found.dead, found.quarantined],
      [kept("done"), kept("dead"), kept("quarantined")],
      "what is kept of done, dead and quarantined",
    );
    const ms = await this.#inbox.nextInMs();
    if (count(...pendingStates) === 0) checkEqual(ms, undefined, "nextInMs with nothing pending");
    // Without ordering a worker asks only when it was handed less than it could take.
    else if (this.#ordering === "chat" && this.#claimable().length > 0) checkEqual(ms, 0, "nextInMs");
    else check(ms !== undefined, "nextInMs is undefined, though an event waits for its time");
  }

  async checkLists(): Promise<void> {
    for (const state of ["pending", "done", "dead", "quarantined"] as const) {
      const states = state === "pending" ? pendingStates : [state];
      const known = this.#events.filter((event) => event.isKept && states.includes(event.state));
      const listed = await this.#inbox.list(state, { limit: 1_000 });
      checkEqual(
        listed.map(({ receipt, attempts }) => [receipt.id, receipt.sequence, attempts]),
        known.map(({ id, sequence, attempts }) => [id, sequence, attempts]),
        `the events listed as ${state}`,
      );
    }
  }
}
