// Imported for its effect, as one of jest's `setupFilesAfterEnv`: `expect` has the matchers, at run time and in types.
import { expect } from "@jest/globals";
import { matchers, type ProtoMatchers } from "./matchers.ts";

expect.extend(matchers);

// That of `@jest/globals`.
declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T> extends ProtoMatchers<R> {}
}

// The global one of `@types/jest`.
declare global {
  namespace jest {
    interface Matchers<R, T> extends ProtoMatchers<R> {}
  }
}
