import { defaultDuplicateWindowMs } from "@proto-webhooks/receiver";
import { answerParent } from "../child/answer-parent.ts";
import { openInbox } from "../stores/open-inbox.ts";
import type { Place } from "../stores/store.ts";
import { newEvent } from "./new-event.ts";

/** A process that fills inboxes: what that takes of memory is not counted with what claims. */
export interface Filling {
  /** Stores so many events, the chats in turn. */
  fill(work: { readonly place: Place; readonly events: number; readonly chats: number }): Promise<void>;
}

const perDelivery = 1_000;
/** What a receiver asks for by default, as what it takes lies beside the backlog. */
const duplicates = { mode: "flag", windowMs: defaultDuplicateWindowMs } as const;

answerParent<Filling>({
  async fill({ place, events: total, chats }) {
    const inbox = await openInbox(place);
    for (let n = 0; n < total; n += perDelivery) {
      const count = Math.min(perDelivery, total - n);
      const events = Array.from({ length: count }, (_, i) => newEvent(n + i, chats));
      await inbox.commit(events, duplicates);
    }
    await inbox.close();
  },
});
