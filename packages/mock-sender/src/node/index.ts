export { loadScenario, loadTrace, saveScenario, saveTrace } from "./files.ts";
export { overSockets } from "./over-sockets.ts";
export { ListenError, type ListenErrorCode } from "./server/listen-error.ts";
export {
  type MockProtoServer,
  type StartMockProtoOptions,
  startMockProto,
} from "./server/start-mock-proto.ts";
