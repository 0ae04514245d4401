import type { Claim, ClaimRequest, Committed, DuplicateRule, Inbox, NewEvent, Receipt } from "../inbox.ts";
import { check, checkEqual } from "./check.ts";

/** Long enough that no lease and no delay of this length ends during a case. */
export const longMs = 60_000;
/** Short enough to be waited for. */
export const shortMs = 40;

export function event(chat: string, text = ""): NewEvent {
  return { kind: "valid", chat, json: JSON.stringify({ chat, text }), issues: [] };
}

export function invalidEvent(chat: string | undefined, json = '{"type":1}'): NewEvent {
  const issue = {
    kind: "wrong_type",
    path: ["type"],
    pointer: "/type",
    expected: "string",
    found: "number",
    message: "type: expected string, found number",
  } as const;
  return { kind: "invalid", chat, json, issues: [{ ...issue, path: [...issue.path] }] };
}

/** Commits events. @returns the whole receipt of each, or of the one that it repeats when it was dropped. */
export async function commitAll(
  inbox: Inbox,
  events: readonly NewEvent[],
  duplicates?: DuplicateRule,
): Promise<readonly (Receipt & Committed)[]> {
  const committed = await inbox.commit(events, duplicates);
  checkEqual(committed.length, events.length, "what commit says, by event");
  return Promise.all(
    committed.map(async (one) => {
      const found = await inbox.find(one.id);
      check(found !== undefined, "an event that was committed is not found by its id");
      return { ...found.receipt, ...one };
    }),
  );
}

export function claimUpTo(
  inbox: Inbox,
  limit: number,
  { leaseMs = longMs, ordering = "chat" }: Partial<ClaimRequest> = {},
): Promise<readonly Claim[]> {
  return inbox.claim({ limit, leaseMs, ordering });
}

/** Claims one event that can be claimed now. */
export async function claimOne(inbox: Inbox, request?: Partial<ClaimRequest>): Promise<Claim> {
  const [claim] = await claimUpTo(inbox, 1, request);
  check(claim !== undefined, "claim handed out nothing, though an event can be claimed");
  return claim;
}

/** Claims one event as soon as there is one, and waits as long as `nextInMs` says, as a worker does. */
export async function claimWhenDue(inbox: Inbox): Promise<Claim> {
  const latest = performance.now() + 10_000;
  while (performance.now() < latest) {
    const [claim] = await claimUpTo(inbox, 1);
    if (claim) return claim;
    const ms = await inbox.nextInMs();
    check(ms !== undefined, "nextInMs is undefined, though an event waits for its time");
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
  check(false, "an event could not be claimed within 10 s of its time");
}

export const textOf = ({ json }: { readonly json: string }): string => JSON.parse(json).text;
