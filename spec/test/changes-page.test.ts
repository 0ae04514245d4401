import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changesPage } from "../diff/changes-page.ts";
import { readBundle } from "../diff/current.ts";
import { readReleasedBundles } from "../diff/releases.ts";
import { edited } from "./support/edited.ts";
import { smallBundle } from "./support/small-bundle.ts";
import { root } from "./support/spec.ts";

const schemas = "#/components/schemas";
const first = { version: "1.2.3", packages: "0.4.0", bundle: smallBundle() };
const next = edited(smallBundle(), {
  "#/info/version": "2.0.0",
  [`${schemas}/Card/properties/title`]: undefined,
  [`${schemas}/Card/required`]: ["imageUrl"],
  [`${schemas}/Author/enum/-`]: "human",
  [`${schemas}/Card/properties/text/description`]: "A text.",
});
const second = { version: "2.0.0", packages: "0.5.1", bundle: next };
const sectionsOf = (page: string) => page.split(/^(?=## )/m).slice(1);

test("it stands in the repo as it is generated", async () => {
  const page = await changesPage(await readReleasedBundles(), await readBundle());
  expect(readFileSync(join(root, "CHANGES.md"), "utf8")).toBe(page);
});

test("before the first release it says what the first version lists", async () => {
  const page = await changesPage([], smallBundle());
  expect(sectionsOf(page)).toEqual([
    [
      "## 1.2.3 (not released yet)",
      "",
      "The first version. It lists:",
      "",
      "- `Author`: `bot`, `agent`; others pass",
      "- `Button`: `text`, `url`; no other",
      "- `Event`: `new_cards`, `rated`; others pass as `UnrecognizedEvent`",
      "- `Media`: `image`, `video`; no other",
      "- Operations of the Messaging API: `createChat`",
      "",
    ].join("\n"),
  ]);
});

test("each release has a section, the newest first, with what breaks before what is new", async () => {
  const page = await changesPage([first, second], next);
  const sections = sectionsOf(page);
  expect(sections.map((section) => section.split("\n")[0])).toEqual([
    "## 2.0.0 (up to version 0.5.1 of the packages)",
    "## 1.2.3 (up to version 0.4.0 of the packages)",
  ]);
  expect(sections[0]?.replaceAll(/\. [A-Z][^\n]*$/gm, ".")).toBe(
    [
      "## 2.0.0 (up to version 0.5.1 of the packages)",
      "",
      "For who receives: major.",
      "",
      "### Breaks somebody",
      "",
      "- `Card`: no longer required: `title` (major for who receives, minor for who plays Proto).",
      "- `Card.title`: gone (major for both).",
      "",
      "### New",
      "",
      "- `Author`: new values: `human` (minor for both).",
      "",
      "### Said otherwise",
      "",
      "- `Card.text`: other `description`",
      "",
      "",
    ].join("\n"),
  );
  expect(await changesPage([first, second], next)).toBe(page);
});

test("what is not released yet stands above, under its version or as the next one", async () => {
  const heading = async (version: string) => {
    const current = edited(structuredClone(next), {
      [`${schemas}/Card/description`]: "A card.",
      "#/info/version": version,
    });
    return sectionsOf(await changesPage([first, second], current))[0]
      ?.split("\n")
      .slice(0, 3);
  };
  const summary = "For who receives: patch. For who plays Proto: patch.";
  expect(await heading("2.0.1")).toEqual(["## 2.0.1 (not released yet)", "", summary]);
  expect(await heading("2.0.2")).toEqual(["## 2.0.2 (not released yet)", "", summary]);
  const unmoved = edited(structuredClone(next), { [`${schemas}/Card/description`]: "A card." });
  expect(sectionsOf(await changesPage([first, second], unmoved))[0]).toMatch(
    /^## Next version \(not released yet\)/,
  );
});
