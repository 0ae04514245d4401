import { expect, expectTypeOf } from "vitest";
import { createMockProto, textMessage } from "../src/index.ts";
import { matchers, type ProtoMatchers } from "../src/matchers/index.ts";
import "../src/matchers/vitest.ts";

expect.extend(matchers);
expectTypeOf<keyof typeof matchers>().toEqualTypeOf<keyof ProtoMatchers<void>>();

const proto = createMockProto();
expectTypeOf(expect(proto).toHaveDelivered("Hello")).toEqualTypeOf<void>();
expectTypeOf(expect(Promise.resolve(proto)).resolves.toHaveDelivered("Hello")).toEqualTypeOf<Promise<void>>();

// What is taken: any part, at any depth, of a message or an event, and the matchers of others anywhere.
expect(proto).toHaveDelivered(/Hello/);
expect(proto).toHaveDelivered(textMessage());
expect(proto).toHaveDelivered({ data: { text: expect.stringContaining("Hello") } });
expect(proto).toHaveDelivered({ data: { cards: [{ buttons: [{ type: "url" }, {}, {}] }] } });
expect(proto).toHaveDelivered({ chat: { human: { name: "Ada" } }, messages: [{ type: "media" }] });
expect(proto).not.toHaveDeliveredTimes(2, { replyToken: null });
expect(proto).toHaveHeard({ type: "button", data: { postbackData: "plan=basic" } });
expect(proto).toHaveReplied();
expect(proto).toHaveReplied("Hello", /What/, { type: "carousel" });
expect([proto]).toEqual([expect.toHaveReplied("Hello")]);

// @ts-expect-error no property of a message or an event
expect(proto).toHaveDelivered({ txt: "Hello" });
// @ts-expect-error no type of the spec
expect(proto).toHaveDelivered({ type: "txt" });
// @ts-expect-error the times come first
expect(proto).toHaveDeliveredTimes("Hello", 2);
// @ts-expect-error what is expected is missing
expect(proto).toHaveDelivered();
// @ts-expect-error a human sends no media
expect(proto).toHaveHeard({ type: "media" });
// @ts-expect-error an event is no message
expect(proto).toHaveReplied({ messages: [] });
