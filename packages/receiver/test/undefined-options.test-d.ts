// Users who set `exactOptionalPropertyTypes` hand on settings that may be undefined; every option takes that as its default.
import { expectTypeOf } from "vitest";
import type { CloseOptions, Limits, ReceiverOptions, SharedSecretOptions } from "../src/index.ts";
import type { Listening, ListenOptions } from "../src/node/index.ts";

type Undefined<Names extends PropertyKey> = { [Name in Names]: undefined };

type Others = "authenticate" | "onError" | "logger";
expectTypeOf<Pick<ReceiverOptions, "inbox"> & Undefined<keyof Limits | Others>>().toExtend<ReceiverOptions>();
expectTypeOf<Undefined<"graceMs">>().toExtend<CloseOptions>();
expectTypeOf<Undefined<"graceMs">>().toExtend<NonNullable<Parameters<Listening["close"]>[0]>>();
expectTypeOf<{ port: number } & Undefined<"host" | "path">>().toExtend<ListenOptions>();
expectTypeOf<{ in: "header"; secrets: string } & Undefined<"name">>().toExtend<SharedSecretOptions>();
