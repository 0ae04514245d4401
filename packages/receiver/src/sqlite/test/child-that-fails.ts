/// <reference types="node" />
// A process that commits once and prints the code of the error. Argument: the file.
import process from "node:process";
import { sqliteInbox } from "../sqlite-inbox.ts";

const inbox = sqliteInbox(process.argv[2] ?? "");
const event = { kind: "valid", chat: "a", json: "{}", issues: [] } as const;
const code = await inbox.commit([event]).then(
  () => "none",
  (error) => error.code,
);
process.stdout.write(code);
