import type { LikeDelivered, LikeHeard, LikeMessage } from "./like.ts";
import { toBeValidDelivery } from "./to-be-valid-delivery.ts";
import { toHaveDelivered, toHaveDeliveredTimes } from "./to-have-delivered.ts";
import { toHaveHeard } from "./to-have-heard.ts";
import { toHaveReplied } from "./to-have-replied.ts";

/**
 * What `expect` can do beside its own. `expect` is given a mock Proto or one of its chats; a chat knows of itself alone.
 * A delivery counts when it was answered, whatever the status.
 *
 * @typeParam R what a matcher returns.
 */
export interface ProtoMatchers<R> {
  /**
   * That a delivery fits the spec, strictly, as all does that mock Proto sends: a value, JSON, or an entry of
   * `proto.deliveries`.
   */
  toBeValidDelivery(): R;
  /**
   * That Proto delivered something like this: a message, by its text or by some of it, or an event, by some of it.
   *
   * @example
   * expect(proto).toHaveDelivered("Hello");
   * expect(proto).toHaveDelivered({ type: "media", data: { type: "image" } });
   * expect(proto).toHaveDelivered({ replyToken: "reply_1" });
   */
  toHaveDelivered(expected: LikeDelivered): R;
  /** That Proto delivered exactly so many messages or events like this. */
  toHaveDeliveredTimes(times: number, expected: LikeDelivered): R;
  /**
   * That a human said something like this to Proto, by a call of the Messaging API.
   *
   * @example
   * expect(proto).toHaveHeard("When are you open?");
   * expect(chat).toHaveHeard({ type: "button", data: { postbackData: "plan=basic" } });
   */
  toHaveHeard(expected: LikeHeard): R;
  /**
   * That Proto replied this to what the human said last, in this order; other replies may stand between. Without an
   * argument: that it replied anything.
   *
   * @example
   * await chat.human.says("When are you open?");
   * expect(chat).toHaveReplied(/nine to five/);
   */
  toHaveReplied(...expected: LikeMessage[]): R;
}

/** The matchers, for `expect.extend(matchers)` in vitest and jest. */
export const matchers: {
  toBeValidDelivery: typeof toBeValidDelivery;
  toHaveDelivered: typeof toHaveDelivered;
  toHaveDeliveredTimes: typeof toHaveDeliveredTimes;
  toHaveHeard: typeof toHaveHeard;
  toHaveReplied: typeof toHaveReplied;
} = { toBeValidDelivery, toHaveDelivered, toHaveDeliveredTimes, toHaveHeard, toHaveReplied };
