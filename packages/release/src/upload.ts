import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Tarball } from "./pack.ts";

/**
 * Uploads one package with `pnpm publish`. In a GitHub workflow that may ask for an identity (`id-token: write`) pnpm signs in
 * by that (trusted publishing: no token is kept anywhere) and signs where the package was built (provenance).
 *
 * @param settings an .npmrc with the login, in place of the person's own.
 * @throws what pnpm or the registry says.
 */
export async function upload({ file, version }: Tarball, registry: string, settings?: string): Promise<void> {
  // What comes before 1.0.0, 1.0.0-next.0 say, is not what an install without a version should get.
  const tag = version.includes("-") ? "next" : "latest";
  const provenance = process.env.ACTIONS_ID_TOKEN_REQUEST_URL ? ["--provenance"] : [];
  const args = [
    "publish",
    file,
    "--registry",
    registry,
    "--access",
    "public",
    "--tag",
    tag,
    "--no-git-checks",
    "--json",
  ];
  // Whichever of these is set already, by npx say, would win.
  const login =
    settings === undefined ? {} : { NPM_CONFIG_USERCONFIG: settings, npm_config_userconfig: settings };
  const env = { ...process.env, ...login };
  try {
    await promisify(execFile)("pnpm", [...args, ...provenance], { env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(reasonIn(stdout) ?? (stderr.trim() || message));
  }
}

function reasonIn(stdout: string): string | undefined {
  try {
    const { error } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as { error?: { message?: string } };
    return error?.message?.replace(/\s+/g, " ").trim();
  } catch {
    return undefined;
  }
}
