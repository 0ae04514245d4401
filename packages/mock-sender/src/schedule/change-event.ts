import { isObject } from "../check.ts";
import { blueprints } from "../gen/blueprints.ts";
import { author } from "../gen/builders.ts";
import type { Draws } from "./draws.ts";
import type { Change } from "./step.ts";

/** Does to a copy of an event what habits do. The event itself stays as it is. */
export function changeEvent(event: unknown, change: Change, draws: Draws): unknown {
  switch (change) {
    case "unknown_fields":
      return withUnknownFields(event, draws);
    case "unknown_message":
      return withUnknownMessage(event, draws);
    case "unknown_event":
      return unknownEvent(event);
    case "nulls":
      return withNulls("Event", event);
  }
}

/** In the event itself, and in about half of the objects in it. */
function withUnknownFields(value: unknown, draws: Draws, isRoot = true): unknown {
  if (Array.isArray(value)) return value.map((item) => withUnknownFields(item, draws, false));
  if (!isObject(value)) return value;
  const inside = Object.entries(value).map(
    ([key, one]) => [key, withUnknownFields(one, draws, false)] as const,
  );
  const added = { someFutureField: draws.pick(futureValues) };
  return { ...Object.fromEntries(inside), ...((isRoot || draws.chance(0.5)) && added) };
}

const futureValues = [null, true, 7, 1.5, "", "some text", [], [1, "two"], {}, { nested: { deep: [null] } }];

function withUnknownMessage(event: unknown, draws: Draws): unknown {
  if (!isObject(event) || !Array.isArray(event.messages)) return event;
  const message = {
    type: "some_future_message",
    author: author(),
    data: { value: draws.pick(futureValues) },
  };
  return { ...event, messages: event.messages.toSpliced(draws.int(0, event.messages.length), 0, message) };
}

function unknownEvent(event: unknown): unknown {
  const { chat, channel, chatToken } = event as Record<string, unknown>;
  const type = "some_future_event";
  return { type, chat, channel, ...(chatToken !== undefined && { chatToken }), data: { rating: 5 } };
}

/** With null for each optional property of a value of a schema, whether it was there or not. */
function withNulls(schema: string, value: unknown): unknown {
  const blueprint = blueprints[schema];
  if (!blueprint || !isObject(value)) return value;
  if ("tag" in blueprint) {
    const tag = value[blueprint.tag];
    const member = Object.hasOwn(blueprint.members, String(tag)) && blueprint.members[String(tag)];
    return member ? withNulls(member, value) : value;
  }
  const listed = Object.entries(blueprint.properties).map(([key, part]): [string, unknown] => {
    if (!part.required && part.constant === undefined) return [key, null];
    const { schema: inner, list } = part;
    if (inner === undefined) return [key, value[key]];
    const one = value[key];
    return [
      key,
      list && Array.isArray(one) ? one.map((item) => withNulls(inner, item)) : withNulls(inner, one),
    ];
  });
  // First as they came: what is not listed, such as an unknown field, stays.
  return { ...value, ...Object.fromEntries(listed) };
}
