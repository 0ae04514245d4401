import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

/** One version of a package, as a registry lists it. */
export interface PublishedVersion {
  integrity: string;
  /** The address of its bytes. */
  tarball: string;
}

/** What a registry knows of a package. */
export interface Published {
  versions: Map<string, PublishedVersion>;
  /** The version that an install without a version gets. */
  latest: string | undefined;
}

/** The registry that npm and pnpm are set up with, its address with a slash at the end. */
export async function configuredRegistry(): Promise<string> {
  const { stdout } = await promisify(execFile)("pnpm", ["config", "get", "registry"]);
  return stdout.trim().replace(/\/?$/, "/");
}

/**
 * What is published of a package; a package that nobody has published has no versions. What a cache says is not taken for
 * an answer.
 *
 * @throws when the registry does not answer three times in a row.
 */
export async function published(registry: string, name: string): Promise<Published> {
  const answer = await ask(`${registry}${name.replace("/", "%2f")}`);
  if (answer.status === 404) return { versions: new Map(), latest: undefined };
  const document = (await answer.json()) as {
    "dist-tags"?: { latest?: string };
    versions?: Record<string, { dist: PublishedVersion }>;
  };
  const versions = Object.entries(document.versions ?? {}).map(
    ([version, { dist }]) => [version, dist] as const,
  );
  return { versions: new Map(versions), latest: document["dist-tags"]?.latest };
}

/** The bytes of a published version. */
export async function download({ tarball }: PublishedVersion): Promise<Buffer> {
  return Buffer.from(await (await ask(tarball)).arrayBuffer());
}

/** A registry that is busy answers 5xx or 429 for a moment; more than a moment is for a person to see. */
async function ask(url: string, pauses = [500, 2_000]): Promise<Response> {
  let problem: string;
  try {
    const answer = await fetch(url, {
      headers: { "cache-control": "no-cache" },
      signal: AbortSignal.timeout(60_000),
    });
    if (answer.ok || answer.status === 404) return answer;
    await answer.body?.cancel();
    problem = `answers ${answer.status}`;
    if (answer.status < 500 && answer.status !== 429) pauses = [];
  } catch (error) {
    problem = `does not answer (${reasonOf(error)})`;
  }
  const [pause, ...rest] = pauses;
  if (pause === undefined) throw new Error(`The registry ${problem}: ${url}`);
  await sleep(pause);
  return await ask(url, rest);
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
