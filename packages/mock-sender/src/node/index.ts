export { loadScenario, loadTrace, saveScenario, saveTrace } from "./files.ts";
export { overSockets } from "./over-sockets.ts";
