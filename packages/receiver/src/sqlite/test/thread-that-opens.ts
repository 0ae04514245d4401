/// <reference types="node" />
// Opens files at the same moment as other threads do, and says what came of it.
import { parentPort, workerData } from "node:worker_threads";
import { sqliteInbox } from "../sqlite-inbox.ts";

const event = { kind: "valid", chat: "a", json: "{}", issues: [] } as const;
const { files, started, threads } = workerData as { files: string[]; started: Int32Array; threads: number };

for (const [i, file] of files.entries()) {
  // Nobody is ahead by more than a file.
  Atomics.add(started, i, 1);
  while (Atomics.load(started, i) < threads);
  const inbox = sqliteInbox(file);
  const failed = await inbox.commit([event]).then(
    () => undefined,
    (error: Error) => error,
  );
  parentPort?.postMessage(failed && `${failed.name}: ${failed.message}`);
  await inbox.close();
}
