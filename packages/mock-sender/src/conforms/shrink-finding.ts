import type { Scenario } from "../schedule/scenario.ts";
import type { Trace } from "../trace/trace.ts";
import type { Mood } from "./calls.ts";
import type { Finding } from "./finding.ts";
import type { Violation } from "./judge-answers.ts";
import { groupOf } from "./rules.ts";
import type { Runner } from "./runner.ts";
import { shrinkTrace } from "./shrink-trace.ts";

/**
 * Looks for the least that makes the receiver break a rule. With less it may be another rule of the same group that is
 * broken: that one is the reason.
 */
export async function shrinkFinding(finding: Finding, runner: Runner, maxRuns: number): Promise<Finding> {
  if (finding.handlers !== "fine") {
    // What goes wrong whatever the handlers do has nothing to do with them.
    const shrunk = await shrinkWith(finding, "fine", runner, maxRuns);
    if (shrunk.isReproduced) return shrunk;
  }
  return shrinkWith(finding, finding.handlers, runner, maxRuns);
}

async function shrinkWith(
  finding: Finding,
  handlers: Mood,
  runner: Runner,
  maxRuns: number,
): Promise<Finding> {
  const group = groupOf(finding.rule);
  let last: { violation: Violation; trace: Trace } | undefined;
  const fails = async (trace: Trace) => {
    // Those of `conforms` have one.
    const sending = { trace: trace as Trace & { scenario: Scenario } };
    const run = await runner.run(sending, handlers);
    const violation = run.violations.find(({ rule }) => groupOf(rule) === group);
    if (violation) last = { violation, trace: run.trace };
    return violation !== undefined;
  };
  await shrinkTrace(finding.trace, fails, { maxRuns });
  // The last one that failed is the smallest: only what fails is made smaller.
  if (!last) return { ...finding, isReproduced: false };
  return { ...finding, ...last.violation, handlers, trace: last.trace };
}
