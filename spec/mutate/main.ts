// `pnpm spec:mutate [NAME…] [--json]`: how much of the spec is tested, by the mutants that nothing notices.
import { parseArgs } from "node:util";
import { mutateSpec, readSaid } from "./mutate-spec.ts";
import { isGood, scoreOf } from "./score.ts";
import { showScore } from "./show-score.ts";
import { survivors } from "./survivors.ts";

const usage = `Usage: npx -y pnpm@12 spec:mutate [NAME…] [--json]

Changes each keyword of each schema, one at a time, and holds examples, cases and tests against each of these mutants. What they
do not notice, they do not test.

  NAME    schemas to mutate, such as Card; openapi for the operations. Absent: all, of which 95 % must be killed
  --json  the score as JSON

Exit code 1: too few are killed, or a survivor has no reason in spec/mutate/survivors.ts.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) console.log(usage);
  else {
    const whole = positionals.length === 0;
    const score = scoreOf(mutateSpec(await readSaid(), positionals), survivors, whole);
    console.log(values.json ? JSON.stringify(score, null, 2) : showScore(score, whole));
    process.exitCode = isGood(score, whole) ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
