import { expect, test } from "vitest";
import { offlinePage } from "./offline-page.ts";
import { decision } from "./pages/decision.ts";
import { guide } from "./pages/guide.ts";
import { readSpec } from "./read-spec.ts";

test("a missing bundle of the spec: says where, and how to make it", async () => {
  await expect(readSpec("file:///nowhere/openapi.json")).rejects.toThrow(
    "The bundle of the spec cannot be read: /nowhere/openapi.json. Make it with: npx -y pnpm@12 generate",
  );
});

test("a page of Redocly that loads something we do not know: stops the build", () => {
  expect(() => offlinePage("<html></html>")).toThrow("mend src/offline-page.ts");
});

test("a decision record with a wrong name, or without a title: says what to do", () => {
  expect(() => decision("inbox.md", "# The inbox\n")).toThrow("decisions/inbox.md: name it NNNN-title.md");
  expect(() => decision("0002-inbox.md", "The inbox")).toThrow(
    "decisions/0002-inbox.md: begin it with its title",
  );
  expect(decision("0002-inbox.md", "# The inbox\n\nText")).toMatchObject({ title: "0002 The inbox" });
});

test("a guide that the list does not know, or without a title: says what to do", () => {
  expect(() => guide("packages/docs/guides/new.md", "# New\n")).toThrow(
    "packages/docs/guides/new.md: say what it is for in src/pages/guide.ts",
  );
  expect(() => guide("packages/docs/guides/duplicates.md", "Duplicates")).toThrow(
    "packages/docs/guides/duplicates.md: begin it with its title",
  );
});
