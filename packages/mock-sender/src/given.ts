import type { Member, Tag } from "./gen/members.ts";

/**
 * What a builder takes for a `T`: any part of it, at any depth. Only where one of several types is asked for (an
 * event, a message, a button), its `type` must be there. `undefined` counts as not given.
 */
export type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends Member
    ? { [Key in Exclude<keyof T, Tag>]?: Given<T[Key]> | undefined } & Pick<T, Tag>
    : T extends object
      ? { [Key in keyof T]?: Given<T[Key]> | undefined }
      : T;
