export { type Listening, type ListenOptions, listen } from "./listen.ts";
export { ListenError, type ListenErrorCode } from "./listen-error.ts";
export { nextFreePort } from "./next-free-port.ts";
export { type NodeHandler, type NodeRequest, toNodeHandler } from "./to-node-handler.ts";
