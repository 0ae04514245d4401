export { described } from "./described.ts";
export { ends } from "./ends.ts";
export { exemplified } from "./exemplified.ts";
export { named } from "./named.ts";
export { understood } from "./understood.ts";
export { union } from "./union.ts";
export { used } from "./used.ts";
