import type {
  Delivery,
  Event,
  KnownButton,
  KnownEvent,
  KnownMessage,
  Message,
  TextMessage,
} from "@proto-webhooks/types";
import type { Issue } from "@proto-webhooks/validators";
import type { Arbitrary } from "fast-check";
import { expectTypeOf } from "vitest";
import * as arbitraries from "../src/arbitraries/index.ts";
import { createData, type Locale } from "../src/data/index.ts";
import { createRandom } from "../src/random/index.ts";

expectTypeOf(arbitraries.delivery()).toEqualTypeOf<Arbitrary<Delivery>>();
expectTypeOf(arbitraries.textMessage({ tolerant: true })).toEqualTypeOf<Arbitrary<TextMessage>>();

// Strictly none is unrecognized, so that a property may look at what the known ones have.
expectTypeOf(arbitraries.event()).toEqualTypeOf<Arbitrary<KnownEvent>>();
expectTypeOf(arbitraries.event({})).toEqualTypeOf<Arbitrary<KnownEvent>>();
expectTypeOf(arbitraries.message({ tolerant: false })).toEqualTypeOf<Arbitrary<KnownMessage>>();
expectTypeOf(arbitraries.event({ tolerant: true })).toEqualTypeOf<Arbitrary<Event>>();
expectTypeOf(arbitraries.message({ tolerant: Math.random() > 0.5 })).toEqualTypeOf<Arbitrary<Message>>();

const miss = arbitraries.nearMiss("urlButton");
expectTypeOf(miss).toEqualTypeOf<Arbitrary<arbitraries.NearMiss>>();
expectTypeOf<arbitraries.NearMiss["issue"]>().toEqualTypeOf<Pick<Issue, "kind" | "path">>();
expectTypeOf<arbitraries.NearMiss["value"]>().toEqualTypeOf<unknown>();
// @ts-expect-error the name of a schema, and not of a builder
arbitraries.nearMiss("UrlButton");
// @ts-expect-error data has no builder
arbitraries.nearMiss("textData");

expectTypeOf(createRandom({ seed: 1 }).textMessage()).toEqualTypeOf<TextMessage>();
expectTypeOf(createData({ seed: 1, locale: "pt_BR" }).button()).toEqualTypeOf<KnownButton>();
expectTypeOf(createData().event()).toEqualTypeOf<KnownEvent>();
expectTypeOf<"de">().toExtend<Locale>();
// @ts-expect-error no language
createData({ locale: "base" });
// @ts-expect-error no number
createRandom({ seed: "7" });
