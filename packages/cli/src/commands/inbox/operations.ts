import { Command } from "commander";
import { type WhichInbox, whichInbox } from "./which-inbox.ts";

interface Options extends WhichInbox {
  all?: true;
  chat?: string;
  dryRun?: boolean;
  json?: boolean;
}

type Name = "retry" | "redrive" | "reparse";

/** `proto-webhooks inbox retry`: what waits for its next attempt is tried at once. */
export function retryCommand(): Command {
  return operationCommand(
    "retry",
    "Have events that wait for their next attempt tried at once.",
    `
An event that failed waits longer from attempt to attempt, and its chat waits with it. When the cause is mended, there is
nothing more to wait for. Its attempts go on counting; pending events that do not wait for one are left as they are.`,
  );
}

/** `proto-webhooks inbox redrive`: what is dead is handled after all. */
export function redriveCommand(): Command {
  return operationCommand(
    "redrive",
    "Have dead events handled after all.",
    `
Each is pending again, at its place in its chat, with its attempts counted from 0. Mend what made them fail before, or they end
dead again. Your handler sees the same receipt id as the first time.`,
  );
}

/** `proto-webhooks inbox reparse`: what is in quarantine is tried against today's validators. */
export function reparseCommand(): Command {
  return operationCommand(
    "reparse",
    "Release quarantined events that fit the spec of this version.",
    `
Each is tried against the validators of this program, so use it in the version that your receiver has, or will have. Those that
pass are pending, at their place in their chat; the others stay in quarantine.`,
  );
}

function operationCommand(name: Name, description: string, more: string): Command {
  return whichInbox(new Command(name))
    .description(description)
    .argument("[id...]", "only these events")
    .option("--all", "all of them")
    .option("--chat <id>", "only those of this chat")
    .option("--dry-run", "only say how many there are; change nothing")
    .option("--json", "print one JSON object, and nothing else, on stdout")
    .addHelpText(
      "after",
      `${more}

They are handled by a receiver that works on this inbox, at once if one runs.

Ctrl-C stops between two parts of some hundred events; what was done stays done.
With --json it is {"operation":"${name}","state":…,"seen":…,"changed":…,"dryRun":…,"stopped":…}: how many events were
looked at, and how many were changed.

Exit codes:
  0    done, also when there was nothing to do
  1    an event that you named was not changed
  2    wrong usage, or the inbox cannot be used
  130  stopped by Ctrl-C

Examples:
  $ proto-webhooks inbox ${name} --all --dry-run --inbox proto.db
  $ proto-webhooks inbox ${name} --all --inbox proto.db
  $ proto-webhooks inbox ${name} --chat chat_58c1e0 --inbox proto.db
  $ proto-webhooks inbox ${name} 7-c0ddb65da7c9 --inbox proto.db`,
    )
    .action(async (ids: string[], { dryRun = false, json = false, ...options }: Options) => {
      const { operate } = await import("../../inbox/operate.ts");
      await operate(name, ids, { ...options, dryRun, json });
    });
}
