// A receiver, and what goes into it.

export { allowChannels } from "./allow-channels.ts";
export { unsafeMemoryInbox } from "./memory/unsafe-memory-inbox.ts";
export { createReceiver, type Receiver } from "./receiver.ts";
export { type SharedSecretOptions, sharedSecret } from "./shared-secret.ts";

// For operators: what happens to many events of an inbox.

export type { OperationOptions, Progress, Selection } from "./operations/parts.ts";
export { purge } from "./operations/purge.ts";
export { redrive } from "./operations/redrive.ts";
export { reparse } from "./operations/reparse.ts";
export { retry } from "./operations/retry.ts";

// What it takes, gives and answers.

export { type Backoff, defaultBackoff } from "./backoff.ts";
export { type Duplicates, defaultDuplicateWindowMs } from "./duplicates.ts";
export type {
  Attempt,
  EventHandler,
  EventWithMessages,
  HandlerRegistry,
  MessageHandler,
} from "./handlers.ts";
export { defaultLimits, type Limits } from "./limits.ts";
export type { ReceiverOptions } from "./options.ts";
export type { CloseOptions } from "./receiver.ts";
export { ReceiverError, type ReceiverErrorCode } from "./receiver-error.ts";
export type { Fault, Logger, OnError } from "./report.ts";
export type { Keep, Retention } from "./retention.ts";

// For authors of authenticators, adapters and inboxes.

export type { Authenticator } from "./authenticator.ts";
export type {
  BodySink,
  BodySource,
  RequestBody,
  RequestHead,
  UniversalAnswer,
  UniversalRequest,
} from "./http.ts";
export {
  type Backlog,
  type Claim,
  type ClaimRequest,
  type Committed,
  type DuplicateRule,
  type EventState,
  type Inbox,
  type InboxStats,
  type ListRequest,
  maxLeaseMs,
  type NewEvent,
  type Outcome,
  type PurgeRequest,
  type Receipt,
  type Requeue,
  type StoredEvent,
} from "./inbox.ts";
