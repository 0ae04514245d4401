/** What the user has to know and can mend. Its message is shown as it is, without a stack; then the command exits 2. */
export class CliError extends Error {
  override name = "CliError";
}
