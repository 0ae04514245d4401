// Runs in a copy of the repo whose spec has one message type more, and looks at what was generated for it.
import assert from "node:assert/strict";
import * as tolerant from "@proto-webhooks/validators";
import * as strict from "@proto-webhooks/validators/strict";
import fc from "fast-check";
import * as arbitraries from "../../src/arbitraries/index.ts";
import { createData } from "../../src/data/index.ts";
import * as builders from "../../src/gen/builders.ts";
import type { Made } from "../../src/gen/made.ts";
import { createRandom } from "../../src/random/index.ts";

// The repo's own spec does not list it, so that TypeScript does not know it here.
const added = "routeMessage" as keyof Made;
const validate = (strict as unknown as Record<string, strict.Validator<unknown>>).validateRouteMessage;
const receive = (tolerant as unknown as Record<string, strict.Validator<unknown>>).validateRouteMessage;
assert(validate && receive);
const issuesOf = (result: strict.Result<unknown>) =>
  result.ok ? [] : result.issues.map(({ kind, path }) => ({ kind, path }));
interface RouteData {
  distance: number;
  pace: string;
  stops: string[];
  map?: string | null;
}
/** Many of them, the same on each run. */
const sample = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { numRuns: 2_000, seed: 1 });

const build = (builders as unknown as Record<string, (given?: object) => unknown>)[added];
assert.deepEqual(build?.({ pace: "fast" }), {
  type: "route",
  author: builders.author(),
  data: { distance: 1.5, pace: "fast", stops: ["Main Street"] },
});
assert.throws(() => build?.({ pace: "sideways" }), /data\.pace: expected one of "slow", "fast"/);

const any = (arbitraries as unknown as Record<string, () => fc.Arbitrary<unknown>>)[added];
assert(any);
const valid = sample(any());
for (const value of valid) assert.deepEqual([issuesOf(validate(value)), issuesOf(receive(value))], [[], []]);
const data = valid.map((value) => (value as { data: RouteData }).data);
assert.deepEqual(new Set(data.map(({ pace }) => pace)), new Set(["slow", "fast"]));
// JSON brings back every number but -0, which is 0 then.
assert.deepEqual(JSON.parse(JSON.stringify(data)), data);
assert.equal(Math.max(...data.map(({ stops }) => stops.length)), 4);
assert(data.some(({ map }) => map === null) && data.some(({ map }) => map === undefined));
assert(sample(arbitraries.message()).some((message) => (message.type as string) === "route"));
assert(
  sample(arbitraries.delivery()).some((delivery) => JSON.stringify(delivery).includes('"type":"route"')),
);

const missed = new Set<string>();
for (const { value, issue, reportedBy } of sample(arbitraries.nearMiss(added))) {
  assert.deepEqual(issuesOf(validate(value)), [issue]);
  assert.deepEqual(issuesOf(receive(value)), reportedBy === "both" ? [issue] : []);
  missed.add(`${issue.kind} ${issue.path.join(".")} ${reportedBy}`);
}
for (const mutation of [
  "missing_property data.pace both",
  "wrong_value data.pace both",
  "wrong_type data.distance both",
  "missing_property data.stops both",
  "wrong_type data.stops both",
  "wrong_type data.stops.3 both",
  "too_many_items data.stops both",
  "wrong_type data.map both",
  "wrong_format data.map strict",
  "wrong_value type both",
]) {
  assert(missed.has(mutation), `no near-miss was made by ${mutation}`);
}

for (const make of [createRandom(), createData({ locale: "de" })]) {
  const values = Array.from({ length: 200 }, () => make[added]());
  for (const value of values) assert.deepEqual(issuesOf(validate(value)), []);
  assert(JSON.stringify(values).includes('"fast"'));
}
