/**
 * The `type` of an event, message or button that this version of the spec does not list, and the kind of an author
 * that it does not list: some string, assignable to `string`, that equals none of the listed ones.
 *
 * It is an opaque enum and not `string`, because a `string` there would keep TypeScript from narrowing the union:
 * with it, `switch (message.type)` narrows each case, and `default` leaves the unrecognized member.
 * It exists as a type only.
 */
export declare enum Unrecognized {
  /** No such value: the member only makes the enum one of strings. */
  _ = "",
}
