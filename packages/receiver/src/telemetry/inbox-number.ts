import type { Inbox } from "../inbox.ts";

interface Numbered {
  readonly number: number;
  receivers: number;
}

const numbered = new Map<Inbox, Numbered>();

/**
 * Tells the inboxes of one process apart, from 1, and says nothing of them: a path or the address of a database may hold a
 * secret. Receivers on the same inbox have the same number, and one that is free again is given again, so that there
 * are never more numbers than open inboxes.
 */
export function takeNumber(inbox: Inbox): { readonly number: number; readonly giveBack: () => void } {
  const own = numbered.get(inbox) ?? { number: lowestFree(), receivers: 0 };
  own.receivers++;
  numbered.set(inbox, own);
  return {
    number: own.number,
    giveBack() {
      if (--own.receivers === 0) numbered.delete(inbox);
    },
  };
}

function lowestFree(): number {
  const taken = new Set([...numbered.values()].map(({ number }) => number));
  let number = 1;
  while (taken.has(number)) number++;
  return number;
}
