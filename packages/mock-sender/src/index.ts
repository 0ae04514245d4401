// Mock Proto, and what it sends.

export { createMockProto, type MockProto } from "./mock-proto/create-mock-proto.ts";

// A builder for each event, message, button and object of a delivery.

export * from "./gen/builders.ts";

// One delivery, by hand.

export { type DeliverOptions, deliver } from "./deliver.ts";

// How a sender behaves.

export {
  batches,
  duplicates,
  lostAnswers,
  nulls,
  type Options,
  parallel,
  reordered,
  resets,
  respelled,
  retries,
  slowBodies,
  unknownEvents,
  unknownFields,
  unknownMessages,
} from "./senders/habits.ts";

// What a sender sends: planned, sent, kept, and sent again.

export { formatScenario, parseScenario } from "./schedule/parse-scenario.ts";
export { type PlayOptions, play } from "./schedule/play.ts";
export { type Scenario, type ScenarioEvent, type ScenarioOptions, scenario } from "./schedule/scenario.ts";
export { schedule } from "./schedule/schedule.ts";
export { formatTrace } from "./trace/format-trace.ts";
export { parseTrace } from "./trace/parse-trace.ts";
export { replay } from "./trace/replay.ts";

// What they take, give and throw.

export type { BodyFault } from "./body-fault.ts";

export { DeliverError, type DeliverErrorCode } from "./deliver-error.ts";
export type { DeliveryAnswer } from "./delivery-answer.ts";
export { FormatError, type FormatErrorCode } from "./format-error.ts";
export type { Given } from "./given.ts";
export { InvalidValueError } from "./invalid-value-error.ts";
export { ClickError } from "./mock-proto/click-error.ts";
export type { Click } from "./mock-proto/clickable.ts";
export type { HumanSpeaker, SayOptions } from "./mock-proto/human-speaker.ts";
export type { AgentSpeaker, MockChat, Speaker } from "./mock-proto/mock-chat.ts";
export type { MockProtoOptions, Operation } from "./mock-proto/options.ts";
export type { Answer, Pattern, Rule } from "./mock-proto/rules.ts";
export type { HumanScript, Reply } from "./mock-proto/script.ts";
export type { DeliveryListener, SentDelivery } from "./mock-proto/sent-delivery.ts";
export type { EntryOutcome, HumanEntry, ProtoEntry, TranscriptEntry } from "./mock-proto/transcript.ts";
export type { Outgoing, Route, RouteAnswer } from "./route.ts";
export type { Outcome } from "./schedule/outcome.ts";
export type { Change, Item, Step, WireFault } from "./schedule/step.ts";
export type { SendOptions } from "./send-body.ts";
export type * from "./senders/habit.ts";
export type { DeliverTarget } from "./target.ts";
export type { Trace, TracedDelivery } from "./trace/trace.ts";
