// Mock Proto, and what it sends.

export { createMockProto, type MockProto } from "./mock-proto/create-mock-proto.ts";

// A builder for each event, message, button and object of a delivery.

export * from "./gen/builders.ts";

// One delivery, by hand.

export { type DeliverOptions, deliver } from "./deliver.ts";

// What they take, give and throw.

export { DeliverError, type DeliverErrorCode } from "./deliver-error.ts";
export type { DeliveryAnswer } from "./delivery-answer.ts";
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
export type { HumanEntry, Outcome, ProtoEntry, TranscriptEntry } from "./mock-proto/transcript.ts";
export type { DeliverTarget } from "./target.ts";
