import { onTestFinished } from "vitest";
import { Stage } from "./stage.ts";
import type { StoreRow } from "./store-row.ts";

/** A stage for one test. Nothing is left of it afterwards. */
export async function onStage(row: StoreRow): Promise<Stage> {
  const stage = await Stage.open(row);
  onTestFinished(() => stage.close());
  return stage;
}
