import { isObject } from "./shape.ts";

/** A schema as far as it takes to find what is wrong with a value. */
export interface Rule {
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Rule>>;
  readonly items?: Rule;
  readonly maxItems?: number;
  /** Of a union: the property that tells its members apart. */
  readonly tag?: string;
  /** Of a union: the rule of each listed member, by the value of the tag. */
  readonly members?: Readonly<Record<string, Rule>>;
  /** Of a union: the rule of a value whose tag is not listed. */
  readonly otherwise?: Rule;
}

/** The rule of the member that a value of a union is, undefined when it is no listed one. */
export function listedMember({ tag, members = {} }: Rule, value: unknown): Rule | undefined {
  const type = tag !== undefined && isObject(value) ? value[tag] : undefined;
  return typeof type === "string" && Object.hasOwn(members, type) ? members[type] : undefined;
}
