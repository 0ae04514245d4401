import { beforeAll, expect, test } from "vitest";
import { compareAll } from "../diff/compare.ts";
import { type Finding, greatest } from "../diff/finding.ts";
import { nextVersion } from "../diff/version.ts";
import { apiChanges } from "./support/api-changes.ts";
import { deliveryChanges } from "./support/delivery-changes.ts";
import { edited } from "./support/edited.ts";
import { smallBundle } from "./support/small-bundle.ts";

const ratedChanges = [...deliveryChanges, ...apiChanges];
const found = new Map<string, Finding[]>();

// One process for all of them.
beforeAll(async () => {
  const pairs = ratedChanges.map(([, edits]) => ({
    base: smallBundle(),
    next: edited(smallBundle(), edits),
  }));
  const findings = await compareAll(pairs);
  for (const [index, [name]] of ratedChanges.entries()) found.set(name, findings[index] ?? []);
});

test.each(ratedChanges)("%s", (name, _edits, receiver, mockAuthor, version) => {
  const findings = found.get(name) ?? [];
  const forReceiver = greatest(findings.map((finding) => finding.receiver));
  const forMockAuthor = greatest(findings.map((finding) => finding.mockAuthor));
  expect({ receiver: forReceiver ?? "none", mockAuthor: forMockAuthor ?? "none" }).toEqual({
    receiver,
    mockAuthor,
  });
  const demanded = greatest(findings.flatMap((finding) => [finding.receiver, finding.mockAuthor]));
  expect(nextVersion("1.2.3", demanded)).toBe(version);
});
