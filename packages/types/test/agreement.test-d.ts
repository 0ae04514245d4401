// Two generators make types of the one spec; each type of the one is held against its namesake, both ways.
import { expectTypeOf } from "vitest";
import type { components, webhooks } from "../src/gen/api.ts";
import type { ByName } from "../src/gen/by-name.ts";
import type { Delivery } from "../src/index.ts";

type Api = components["schemas"];

type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

type Disagreements = {
  [Name in keyof Api & keyof ByName]: Mutual<Api[Name], ByName[Name]> extends true ? never : Name;
}[keyof Api & keyof ByName];

expectTypeOf<keyof Api>().toEqualTypeOf<keyof ByName>();
expectTypeOf<Disagreements>().toBeNever();

// What the comparison is worth: it tells apart what differs in one optional property.
expectTypeOf<Mutual<{ a?: string | null }, { a?: string }>>().toEqualTypeOf<false>();

type Body = NonNullable<webhooks["delivery"]["post"]["requestBody"]>["content"]["application/json"];
expectTypeOf<Mutual<Body, Delivery>>().toEqualTypeOf<true>();
