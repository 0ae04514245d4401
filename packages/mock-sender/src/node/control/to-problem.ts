import { DeliverError } from "../../deliver-error.ts";
import { FormatError } from "../../format-error.ts";
import { InvalidValueError } from "../../invalid-value-error.ts";
import { ClickError } from "../../mock-proto/click-error.ts";
import { problem } from "../../mock-proto/problem.ts";
import { NoSuchChat } from "./no-such-chat.ts";

/** The answer to a call that failed: what stands in the way, and what to do about it. */
export function toProblem(error: unknown): Response {
  if (error instanceof FormatError) {
    const { message, path, line, column } = error;
    return problem(400, message, { path, line, column });
  }
  if (error instanceof InvalidValueError) return problem(400, error.message, { issues: error.issues });
  if (error instanceof NoSuchChat) return problem(404, error.message);
  if (error instanceof ClickError) return problem(409, error.message, { titles: error.titles });
  if (error instanceof DeliverError) return problem(502, error.message, { code: error.code });
  return problem(500, error instanceof Error ? error.message : "The script of the bot failed.");
}
