// `expect.extend(matchers)`, in vitest and jest.

export { matchers, type ProtoMatchers } from "./matchers.ts";

// What they take and give.

export type { AsymmetricMatcher, Like, LikeDelivered, LikeHeard, LikeMessage } from "./like.ts";
export type { MatcherContext, MatcherResult } from "./matcher-context.ts";
