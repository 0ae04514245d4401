// `pnpm spec:freeze`: keeps the spec as released, a step of a release after `changeset version`.
import { freezeSpec } from "./freeze-spec.ts";
import { prepare } from "./prepare.ts";

await prepare("generate", "--filter=@proto-webhooks/spec");
try {
  console.log(await freezeSpec());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
