import {
  type EventState,
  type Inbox,
  type OperationOptions,
  type Progress,
  redrive,
  reparse,
  retry,
} from "@proto-webhooks/receiver";

/** Something that is done to many events, and how it is told. */
export interface Operation {
  name: "retry" | "redrive" | "reparse";
  /** Of the events that it is for. */
  state: EventState;
  run(inbox: Inbox, options: OperationOptions): Promise<Progress>;
  /** While it goes on. */
  doing: string;
  /** Of those that it changed. */
  done: string;
  /** Why it left the rest as it is. */
  rest: string;
}

export const operations: { readonly [Name in Operation["name"]]: Operation } = {
  retry: {
    name: "retry",
    state: "pending",
    run: retry,
    doing: "Retrying",
    done: "retried",
    rest: "did not wait for an attempt",
  },
  redrive: {
    name: "redrive",
    state: "dead",
    run: redrive,
    doing: "Redriving",
    done: "redriven",
    rest: "was taken by someone else meanwhile",
  },
  reparse: {
    name: "reparse",
    state: "quarantined",
    run: reparse,
    doing: "Parsing again",
    done: "released",
    rest: "still does not fit the spec",
  },
};
