import { Delivery } from "./gen/tolerant-rules.ts";
import { pointerOf } from "./issue.ts";
import { listedMember, type Rule } from "./rule.ts";
import { isObject } from "./shape.ts";

/**
 * JSON pointers to the events, messages and buttons of a delivery whose `type` the spec does not list.
 *
 * @param delivery a valid delivery; of any other value, what can be found is.
 */
export function unrecognizedPointers(delivery: unknown): string[] {
  const pointers: string[] = [];
  collect(Delivery, delivery, [], pointers);
  return pointers;
}

function collect(rule: Rule, value: unknown, path: (string | number)[], pointers: string[]): void {
  if (Array.isArray(value)) {
    if (rule.items)
      for (const [index, item] of value.entries()) collect(rule.items, item, [...path, index], pointers);
  } else if (isObject(value)) {
    const member = rule.otherwise ? listedMember(rule, value) : rule;
    if (!member && rule.tag !== undefined && typeof value[rule.tag] === "string")
      pointers.push(pointerOf(path));
    const properties = member?.properties ?? {};
    for (const key of Object.keys(value)) {
      const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (property) collect(property, value[key], [...path, key], pointers);
    }
  }
}
