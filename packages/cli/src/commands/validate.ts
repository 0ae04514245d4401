import { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { stdin } from "../deliveries/stdin.ts";
import { validateFiles } from "../validate/validate-files.ts";

/** `proto-webhooks validate`: says of each delivery in files whether it fits the spec. */
export function validateCommand(): Command {
  return new Command("validate")
    .description("Say whether deliveries fit the spec, and where they do not.")
    .argument("<file...>", "JSON with one delivery, or JSON Lines with one on each line; - is stdin")
    .option("--strict", "as for mocks and fixtures: listed types only, no other properties, formats checked")
    .option("--json", "print one line of JSON for each delivery, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
Without --strict it judges as a receiver does: other properties and unrecognized types pass.
Files named .jsonl or .ndjson are JSON Lines; of others, the contents decide.

Exit codes:
  0  all deliveries are valid
  1  some are not, or are not JSON
  2  some file could not be read (the others are still judged)

Examples:
  $ proto-webhooks validate delivery.json
  $ proto-webhooks validate --strict fixtures/*.json
  $ proto-webhooks validate --json log.jsonl | jq 'select(.valid | not)'
  $ curl -s https://example.com/delivery.json | proto-webhooks validate -`,
    )
    .action((files: string[], options: { strict?: true; json?: true }) => {
      if (files.filter((file) => file === stdin).length > 1) {
        throw new CliError("stdin (-) can be read only once: name it once");
      }
      return validateFiles(files, { strict: options.strict ?? false, json: options.json ?? false });
    });
}
