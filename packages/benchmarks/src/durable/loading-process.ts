import { answerParent } from "../child/answer-parent.ts";
import { cpuMicros } from "../child/cpu-micros.ts";
import { deliveryBytes, deliveryText } from "../delivery.ts";
import { type Connection, openConnection } from "./open-connection.ts";

/** A sender of deliveries. */
export interface Loading {
  /** Connects to a server on this machine. */
  open(to: { readonly port: number; readonly connections: number }): Promise<void>;
  /** Sends on each connection, the next delivery as soon as the last was answered, and then closes them. */
  send(round: { readonly ms: number; readonly chats: number }): Promise<Sent>;
}

/** What came of a round. */
export interface Sent {
  /** Answers of 200; there are no others. */
  readonly answered: number;
  /** From the first delivery to the last answer, in milliseconds. */
  readonly ms: number;
  /** CPU time of the sender, in microseconds. */
  readonly cpu: number;
}

let connections: Connection[] = [];
/** Goes on from round to round, so that no two deliveries say the same. */
let deliveries = 0;

answerParent<Loading>({
  async open({ port, connections: count }) {
    connections = await Promise.all(Array.from({ length: count }, () => openConnection(port)));
  },
  async send({ ms, chats }) {
    const [began, cpu, first] = [performance.now(), cpuMicros(), deliveries];
    await Promise.all(connections.map((connection) => sendUntil(connection, began + ms, chats)));
    for (const connection of connections) connection.close();
    return { answered: deliveries - first, ms: performance.now() - began, cpu: cpuMicros() - cpu };
  },
});

function sendUntil(connection: Connection, until: number, chats: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const onEnd = (error?: Error): void => {
      if (error) reject(error);
      else if (performance.now() >= until) resolve();
      else connection.send(nextRequest(chats), onEnd);
    };
    connection.send(nextRequest(chats), onEnd);
  });
}

function nextRequest(chats: number): string {
  return `POST /webhook HTTP/1.1\r
host: 127.0.0.1\r
content-type: application/json\r
content-length: ${deliveryBytes}\r
\r
${deliveryText(deliveries++, chats)}`;
}
