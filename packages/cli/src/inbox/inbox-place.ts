import { resolve } from "node:path";
import process from "node:process";
import { CliError } from "../cli-error.ts";
import { printNote } from "../print.ts";
import { printable } from "../printable.ts";
import { quoted } from "../quoted.ts";

/** What was said of an inbox on the command line. */
export interface InboxOptions {
  /** A path or a URL. */
  inbox?: string | undefined;
  /** Of PostgreSQL only. */
  schema?: string | undefined;
}

/** Where an inbox is. */
export type InboxPlace = {
  /** For people; it holds no password. */
  shown: string;
  /** What has another command find the same inbox, with the space before it; empty when the environment says so. */
  arguments: string;
} & (
  | { kind: "sqlite"; file: string }
  | { kind: "postgres"; connectionString: string; schema: string | undefined }
);

/** Names the inbox where an argument could be read by others. */
export const variable = "PROTO_WEBHOOKS_INBOX";

/** The inbox that the options name, or else the environment. */
export function findPlace({ inbox, schema }: InboxOptions): InboxPlace {
  const named = inbox ?? process.env[variable];
  // An empty variable is how shells unset one; an empty option is a mistake.
  if (named === undefined || (inbox === undefined && named === "")) throw new CliError(nothingNamed);
  const place = toPlace(named, schema);
  if (inbox === undefined) return { ...place, arguments: schemaArgument(schema) };
  if (place.kind === "postgres" && hasPassword(named)) printNote(passwordSeen);
  return place;
}

/** Reads a path or a URL. It never says what a URL is: it may hold a password. */
export function toPlace(named: string, schema: string | undefined): InboxPlace {
  if (/^postgres(ql)?:/i.test(named)) {
    const shown = `${placeOf(named)}${schema === undefined ? "" : `, schema ${printable(schema)}`}`;
    const args = ` --inbox URL${schemaArgument(schema)}`;
    return { kind: "postgres", connectionString: named, schema, shown, arguments: args };
  }
  // SQLite would take these for something else than a path.
  if (named === "" || named === ":memory:" || /^(file:|[a-z][a-z\d+.-]*:\/\/)/i.test(named)) {
    throw new CliError(noPlace);
  }
  if (schema !== undefined) throw new CliError("--schema is for PostgreSQL, and the inbox is a file");
  const args = ` --inbox ${quoted(named)}`;
  return { kind: "sqlite", file: resolve(named), shown: printable(named), arguments: args };
}

function schemaArgument(schema: string | undefined): string {
  return schema === undefined ? "" : ` --schema ${quoted(schema)}`;
}

function placeOf(url: string): string {
  const { host = "", pathname = "" } = URL.parse(url) ?? {};
  return printable(`${host}${pathname}`) || "PostgreSQL";
}

/** Some have it among the parameters. */
function hasPassword(url: string): boolean {
  const { password, searchParams } = URL.parse(url) ?? {};
  return Boolean(password) || (searchParams?.has("password") ?? false);
}

const noPlace =
  "an inbox is the path of a file, such as proto.db, or postgresql://user@host/database for one on PostgreSQL";

const nothingNamed = `say which inbox, with --inbox FILE, or --inbox URL for one on PostgreSQL. It can also be named by ${variable} in the environment.`;

const passwordSeen = `Note: others on this machine can read the password in the list of processes. Put the URL into ${variable}, or the password into PGPASSWORD or ~/.pgpass.`;
