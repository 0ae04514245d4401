export type { ButtonOf, ButtonType, EventOf, EventType, MessageOf, MessageType } from "./by-type.ts";
export type { components, operations, paths, webhooks } from "./gen/api.ts";
export type * from "./gen/named.ts";
export type { Unrecognized } from "./unrecognized.ts";
