import type { NewEvent } from "../inbox.ts";
import { check, checkEqual } from "./check.ts";
import { type ConformanceCase, inboxCase } from "./conformance-case.ts";
import { claimUpTo, commitAll, invalidEvent } from "./with-inbox.ts";

/** Texts that a store may change: spaces, escapes, other scripts, a zero, half a pair, long ones. */
const odd = [
  "{}",
  ' { "a" : 1.0e+2 ,\n\t"a":1 } ',
  '{"a":"\\u0000\\ud800\\u00e9\\/"}',
  '{"text":"é e\u0301 😀 ‮אבג‬ 你好 \u2028 \ufeff"}',
  '{"zero":"\0"}',
  '{"half":"\ud83d"}',
  '{"quotes":"\' \\" ; -- $1 ?1 %s"}',
  `{"long":"${"x".repeat(300_000)}"}`,
];

/** Chats that are not the same, though a store may take some of them for one. */
const chats = [
  "",
  " ",
  "a",
  "A",
  "a ",
  "a\0",
  "a\0b",
  "é",
  "e\u0301",
  "\ud800",
  "\udfff",
  "\ufffd",
  "null",
  "1",
  "1.0",
  "😀",
];

export const kept: readonly ConformanceCase[] = [
  inboxCase("hands out each event as it came", async (inbox) => {
    const events = odd.map((json, i): NewEvent => {
      return { kind: i % 2 ? "unrecognized" : "valid", chat: `chat ${i}`, json, issues: [] };
    });
    await inbox.commit(events);
    const claims = await claimUpTo(inbox, 100);
    checkEqual(claims.length, events.length, "claims");
    for (const { kind, chat, json, issues } of claims) {
      const event = events.find((other) => other.chat === chat);
      check(event !== undefined, "a claim names a chat that was not committed");
      check(json === event.json, `the text was changed: ${event.json.slice(0, 80)}`);
      checkEqual([kind, issues], [event.kind, []], "kind and issues");
    }
  }),
  inboxCase("lists each event in quarantine as it came, the oldest first", async (inbox) => {
    const events = odd.map((json, i) => invalidEvent(i % 2 ? `chat ${i}` : undefined, json));
    const receipts = await commitAll(inbox, events);
    const listed = await inbox.list("quarantined");
    checkEqual(listed.length, events.length, "events in quarantine");
    for (const [i, event] of events.entries()) {
      const found = listed[i];
      check(found?.json === event.json, `the text was changed: ${event.json.slice(0, 80)}`);
      check(found.chat === event.chat, "the chat was changed");
      checkEqual([found.receipt, found.attempts], [receipts[i], 0], "receipt and attempts");
      checkEqual([found.kind, found.issues], ["invalid", event.issues], "kind and issues");
    }
    checkEqual((await claimUpTo(inbox, 100)).length, 0, "claims of events in quarantine");
    checkEqual(await inbox.list("dead"), [], "dead events");
  }),
  inboxCase("takes no two chats for one", async (inbox) => {
    await inbox.commit(
      chats.map((chat) => ({ kind: "valid", chat, json: JSON.stringify(chat), issues: [] })),
    );
    const claims = await claimUpTo(inbox, 100);
    checkEqual(claims.length, chats.length, "claims");
    for (const { chat, json, receipt } of claims) {
      check(chat === JSON.parse(json), `the chat ${json} was changed`);
      checkEqual(receipt.sequence, 1, `the sequence in chat ${json}`);
    }
  }),
];
