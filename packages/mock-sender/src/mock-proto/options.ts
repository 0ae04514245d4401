import { operationPaths, serverUrl } from "../gen/messaging-api.ts";
import type { Sender } from "../senders/habit.ts";
import type { DeliverTarget } from "../target.ts";
import type { DeliveryListener } from "./sent-delivery.ts";

/** An operation of the Messaging API: `"sendMessage"`. */
export type Operation = keyof typeof operationPaths;

/** What `createMockProto` takes; all of it may be left out. */
export interface MockProtoOptions {
  /**
   * Where deliveries go: the URL of your receiver, or its function from Request to Response, such as `receiver.fetch`.
   * Without it, deliveries are recorded as if they had been answered with 200.
   */
  deliverTo?: DeliverTarget;
  /** Headers of each delivery, such as the shared secret that your receiver expects. */
  headers?: HeadersInit;
  /** How long to wait for the answer to a delivery, in milliseconds. Default 10,000. */
  timeoutMs?: number;
  /** Is told of each delivery and its answer, as those that `proto.onDelivery` adds. It stays when `proto.reset()` is called. */
  onDelivery?: DeliveryListener;
  /**
   * How the sender of the deliveries behaves: `[batches({ max: 5 }), retries()]`. It orders the deliveries of all chats;
   * what is said in one turn can share a delivery. Without it each delivery is sent once, in the order of its chat.
   */
  sender?: Sender;
  /** Decides what the sender leaves to chance; a whole number. Default 1. */
  seed?: number;
  /** The personal access token that calls must have. Without it any will do, but none is refused. */
  token?: string;
  /** The only channel that there is. Without it every channel exists, and `proto.chat` opens chats in the spec's example. */
  channelId?: string;
  /** Where the Messaging API is. Default `https://gw.proto.cx/webhook`, which is Proto's own. */
  baseUrl?: string;
  /**
   * Paths that differ from the spec's, by operation, with the same parameters in braces. Proto's documentation does not
   * show all paths: that of `sendMessage` is inferred.
   */
  paths?: Partial<Record<Operation, string>>;
}

/** Where the operations of the Messaging API are. */
export interface Places {
  baseUrl: string;
  /** They are typed as the spec's, whatever they say: what belongs to an operation is known by its path there. */
  paths: typeof operationPaths;
}

/** @throws {TypeError} when a path lacks a parameter, or names an operation that there is not. */
export function placesOf({ baseUrl = serverUrl, paths = {} }: MockProtoOptions): Places {
  for (const [operation, path] of Object.entries(paths)) {
    const own = Object.hasOwn(operationPaths, operation) ? operationPaths[operation as Operation] : undefined;
    if (own === undefined) {
      const operations = Object.keys(operationPaths).join(", ");
      throw new TypeError(`createMockProto: paths.${operation} is no operation. There are ${operations}.`);
    }
    if (parameters(path) !== parameters(own)) {
      throw new TypeError(
        `createMockProto: paths.${operation} must have the parameters of the spec's path, ${own}, and begin with a slash.`,
      );
    }
  }
  return {
    baseUrl: baseUrl.replace(/\/+$/, ""),
    paths: { ...operationPaths, ...(paths as Partial<typeof operationPaths>) },
  };
}

/** The parameters of a path, in one line that can be compared. */
function parameters(path: string): string {
  return `${path.startsWith("/")} ${(path.match(/\{\w+\}/g) ?? []).sort().join(" ")}`;
}
