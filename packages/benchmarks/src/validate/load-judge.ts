import type { ContenderName, Judge } from "./contender.ts";

const modules: Readonly<Record<Exclude<ContenderName, "json-parse">, () => Promise<{ judge: Judge }>>> = {
  parse: () => import("./contenders/parse.ts"),
  guard: () => import("./contenders/guard.ts"),
  strict: () => import("./contenders/strict.ts"),
  "hand-written": () => import("./contenders/hand-written.ts"),
  ajv: () => import("./contenders/ajv.ts"),
  typebox: () => import("./contenders/typebox.ts"),
  arktype: () => import("./contenders/arktype.ts"),
  zod: () => import("./contenders/zod.ts"),
  valibot: () => import("./contenders/valibot.ts"),
};

/** Loads one contender and none of the others: a process that judges holds nothing else. */
export async function loadJudge(name: Exclude<ContenderName, "json-parse">): Promise<Judge> {
  return (await modules[name]()).judge;
}
