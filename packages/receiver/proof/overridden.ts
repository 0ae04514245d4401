import type { Inbox } from "../src/inbox.ts";

/** The inbox with some of its methods replaced. */
export function overridden(inbox: Inbox, by: Partial<Inbox>): Inbox {
  return new Proxy(inbox, {
    get(target, name) {
      const own: unknown = Reflect.get(by, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
