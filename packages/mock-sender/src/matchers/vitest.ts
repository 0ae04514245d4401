// Imported for its effect, as one of vitest's `setupFiles`: `expect` has the matchers, at run time and in types.
import { expect } from "vitest";
import { matchers, type ProtoMatchers } from "./matchers.ts";

expect.extend(matchers);

declare module "vitest" {
  interface Matchers<R extends void | Promise<void>, T> extends ProtoMatchers<R> {}
}
