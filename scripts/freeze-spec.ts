import { prepare } from "./prepare.ts";

/**
 * Keeps the spec, once it is bundled, as released, and brings the page of versions up to date, which names what was
 * released.
 *
 * @returns what was done, in words.
 * @throws when something stands in the way: nothing is kept then.
 */
export async function freezeSpec(): Promise<string> {
  const folder = new URL("../spec/diff/", import.meta.url);
  const { freeze } = await import(new URL("freeze.ts", folder).href);
  const { readCurrent } = await import(new URL("current.ts", folder).href);
  const done: string = await freeze(await readCurrent());
  await prepare("generate", "--filter=@proto-webhooks/spec");
  return done;
}
