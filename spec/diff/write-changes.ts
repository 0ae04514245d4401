import { replaceFile } from "@proto-webhooks/scripts/generator";
import { changesPage } from "./changes-page.ts";
import { readBundle } from "./current.ts";
import { readReleasedBundles } from "./releases.ts";

/** Brings `spec/CHANGES.md` up to date with the released bundles and with the bundle that was just made. */
export async function writeChanges(): Promise<void> {
  const text = await changesPage(await readReleasedBundles(), await readBundle());
  await replaceFile(new URL("../CHANGES.md", import.meta.url), text);
}
