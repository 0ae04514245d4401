import type { Sender } from "../senders/habit.ts";
import {
  batches,
  duplicates,
  lostAnswers,
  nulls,
  parallel,
  reordered,
  resets,
  respelled,
  retries,
  slowBodies,
  unknownEvents,
  unknownFields,
  unknownMessages,
} from "../senders/habits.ts";
import type { Mood } from "./calls.ts";

/** One way to try a receiver. */
export interface Trial {
  readonly sender: Sender;
  /**
   * What the handlers do meanwhile: nothing (`fine`, the default), not end before all is answered (`slow`), or throw when
   * they are called with an event for the first time (`failing`).
   */
  readonly handlers?: Mood;
}

/** No waiting: a receiver cannot see it. */
const again = retries({ backoffMs: 0 });
/** More tries than are likely to fail one after the other. */
const stubborn = retries({ backoffMs: 0, times: 20, regroup: true });
const content = [
  nulls({ probability: 0.3 }),
  unknownFields({ probability: 0.3 }),
  unknownMessages({ probability: 0.3 }),
  unknownEvents({ probability: 0.2 }),
];
const mishaps = [
  lostAnswers({ probability: 0.15 }),
  resets({ probability: 0.1 }),
  resets({ probability: 0.1, during: "answer" }),
  slowBodies({ probability: 0.1, chunks: 3, pauseMs: 1 }),
];

/**
 * What `conforms` tries, by name: first a sender without any habit, then each habit alone, then several together. A habit
 * that makes deliveries fail comes with retries.
 */
export const trials: Readonly<Record<string, Trial>> = {
  plain: { sender: [] },
  batches: { sender: [batches({ max: 5 })] },
  respelled: { sender: [respelled()] },
  "unknown fields": { sender: [unknownFields({ probability: 0.5 })] },
  "unknown messages": { sender: [unknownMessages({ probability: 0.5 })] },
  "unknown events": { sender: [unknownEvents({ probability: 0.5 })] },
  nulls: { sender: [nulls({ probability: 0.5 })] },
  duplicates: { sender: [duplicates({ probability: 0.3 })] },
  "late duplicates": { sender: [duplicates({ probability: 0.3, apart: 3 })] },
  "respelled duplicates": { sender: [duplicates({ probability: 0.3 }), respelled({ probability: 0.5 })] },
  parallel: { sender: [parallel({ max: 4 })] },
  "parallel duplicates": { sender: [parallel({ max: 4 }), duplicates({ probability: 0.5 })] },
  reordered: { sender: [reordered({ by: 3, probability: 0.3 })] },
  "slow bodies": { sender: [slowBodies({ probability: 0.3, chunks: 4, pauseMs: 2 })] },
  "lost answers": { sender: [lostAnswers({ probability: 0.3 }), again] },
  "lost answers, and no retries": { sender: [lostAnswers({ probability: 0.3 })] },
  "resets in the body": { sender: [resets({ probability: 0.3 }), again] },
  "resets before the answer": { sender: [resets({ probability: 0.3, during: "answer" }), again] },
  "regrouped retries": { sender: [batches({ max: 4 }), lostAnswers({ probability: 0.4 }), stubborn] },
  "slow handlers": { sender: [], handlers: "slow" },
  "slow handlers and batches": { sender: [batches({ max: 5 })], handlers: "slow" },
  "failing handlers": { sender: [], handlers: "failing" },
  "failing handlers and lost answers": {
    sender: [lostAnswers({ probability: 0.3 }), again],
    handlers: "failing",
  },
  "everything in order": {
    sender: [batches({ max: 4 }), stubborn, content, mishaps, respelled({ probability: 0.5 })],
  },
  everything: {
    sender: [
      batches({ max: 4 }),
      stubborn,
      content,
      mishaps,
      respelled({ probability: 0.5 }),
      duplicates({ probability: 0.2, apart: 1 }),
      reordered({ by: 2, probability: 0.2 }),
      parallel({ max: 4 }),
    ],
  },
};
