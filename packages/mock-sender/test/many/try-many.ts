// Tries each property on each arbitrary as often, and with the seed, as its arguments say, and prints what failed. It is
// a process of its own: where coverage is counted it would take four times as long.
import fc from "fast-check";
import { names } from "./judges.ts";
import { properties } from "./properties.ts";

const [numRuns = 0, seed = 0] = process.argv.slice(2).map(Number);

const failures = Object.entries(properties).map(([what, { propertyOf, share }]) => [
  what,
  names.map((name) => {
    const details = fc.check(propertyOf(name), { numRuns: numRuns * share, seed });
    // It tells how to try the one that failed again.
    return { name, failure: fc.defaultReportMessage(details) ?? "" };
  }),
]);
console.log(JSON.stringify(Object.fromEntries(failures)));
