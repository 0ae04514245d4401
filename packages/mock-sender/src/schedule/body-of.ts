import { changeEvent } from "./change-event.ts";
import { drawsOf } from "./draws.ts";
import type { ScenarioEvent } from "./scenario.ts";
import { spell, spellList } from "./spell.ts";
import type { Item, Step } from "./step.ts";

/** The events of a scenario, and the seed by which they are changed and spelled. */
export interface Source {
  readonly seed: number;
  readonly events: readonly ScenarioEvent[];
  /** The number of the first of the events. Default 1. */
  readonly first?: number;
}

/** What of a step its body depends on. */
export type Spelled = Pick<Step, "name" | "items" | "respelled">;

/** What is sent for a step: a function of the scenario and of what the step says, and nothing else. */
export function bodyOf({ name, items, respelled }: Spelled, source: Source): string {
  const values = items.map((item) => eventOf(item, source));
  if (!respelled) return `{"events":[${values.map((value) => textOf(value, JSON.stringify)).join(",")}]}`;
  const draws = drawsOf(source.seed, "spelling", name);
  const events = values.map((value) => textOf(value, (one) => spell(one, draws)));
  return spellList("{}", [`"events":${spellList("[]", events, draws)}`], draws);
}

/** An event as it is sent. */
export function eventOf({ event, changes = [] }: Item, { seed, events, first = 1 }: Source): ScenarioEvent {
  const given = events[event - first];
  // A text is sent as it is.
  if (given === undefined || typeof given === "string") return given ?? "null";
  const change = (value: unknown, name: (typeof changes)[number]) =>
    changeEvent(value, name, drawsOf(seed, name, event));
  return changes.reduce<unknown>(change, given) as ScenarioEvent;
}

function textOf(event: ScenarioEvent, write: (value: unknown) => string): string {
  return typeof event === "string" ? event : write(event);
}
