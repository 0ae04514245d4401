import { shapes } from "./gen/shapes.ts";
import { pointerOf } from "./issue.ts";
import { isObject, memberOf, propertyOf } from "./shape.ts";

/**
 * JSON pointers to the events, messages and buttons of a delivery whose `type` the spec does not list.
 *
 * @param delivery a valid delivery; of any other value, what can be found is.
 */
export function unrecognizedPointers(delivery: unknown): string[] {
  const pointers: string[] = [];
  collect("Delivery", delivery, [], pointers);
  return pointers;
}

function collect(schema: string, value: unknown, path: (string | number)[], pointers: string[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      // No list of the spec holds lists; those of a broken delivery may be nested deeper than the stack.
      if (!Array.isArray(item)) collect(schema, item, [...path, index], pointers);
    }
    return;
  }
  const shape = shapes[schema];
  if (!shape || !isObject(value)) return;
  if ("members" in shape) {
    const member = memberOf(shape, value);
    if (member) collect(member, value, path, pointers);
    else if (shape.open && typeof value[shape.tag] === "string") pointers.push(pointerOf(path));
    return;
  }
  for (const key of Object.keys(value)) {
    const next = propertyOf(shape, key);
    if (next) collect(next, value[key], [...path, key], pointers);
  }
}
