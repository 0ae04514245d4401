import { backlog } from "./backlog/backlog.ts";
import { durable } from "./durable/durable.ts";
import { editor } from "./editor/editor.ts";
import { handled } from "./handled/handled.ts";
import { random } from "./random/random.ts";
import type { Scenario } from "./scenario.ts";
import { send } from "./send/send.ts";
import { size } from "./size/size.ts";
import { validate } from "./validate/validate.ts";

/** Everything that is measured, in the order in which it runs. */
export const scenarios = {
  validate,
  durable,
  handled,
  backlog,
  random,
  send,
  size,
  editor,
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as ScenarioName[];
