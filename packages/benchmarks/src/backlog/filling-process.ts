import type { NewEvent } from "@proto-webhooks/receiver";
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

answerParent<Filling>({
  async fill({ place, events, chats }) {
    const inbox = await openInbox(place);
    for (let n = 0; n < events; n += perDelivery) {
      const count = Math.min(perDelivery, events - n);
      await inbox.commit(Array.from({ length: count }, (_, i): NewEvent => newEvent(n + i, chats)));
    }
    await inbox.close();
  },
});
