import type { Route } from "@proto-webhooks/mock-sender";
import {
  ListenError,
  type MockProtoServer,
  overSockets,
  startMockProto,
} from "@proto-webhooks/mock-sender/node";
import { nextFreePort } from "@proto-webhooks/receiver/node";
import { CliError } from "../cli-error.ts";
import { stopSignal } from "../listen/stop-signal.ts";
import { print, printJson, printNote } from "../print.ts";
import { takenMessage } from "../taken-message.ts";
import { loadSender } from "./load-sender.ts";
import type { MockSettings } from "./mock-settings.ts";
import { printWelcome } from "./print-welcome.ts";
import { showTold } from "./show-told.ts";
import { type Told, toldRoute } from "./told-route.ts";

/** Plays Proto until the process is told to stop. */
export async function runMock(settings: MockSettings): Promise<void> {
  const server = await start(settings);
  const stopped = stopSignal();
  printWelcome(server, settings);
  await stopped;
  printNote("Stopping: no more calls are taken.");
  await server.close();
}

async function start(settings: MockSettings): Promise<MockProtoServer> {
  const { port, host, deliverTo, token, channel, seed, json } = settings;
  const tell = ({ advice, ...told }: Told) => (json ? printJson(told) : print(showTold({ ...told, advice })));
  try {
    return await startMockProto({
      port,
      host,
      deliverTo: toldRoute(deliverTo ? overSockets(deliverTo) : nowhere, tell),
      ...(settings.sender !== undefined && (await loadSender(settings.sender))),
      ...(seed !== undefined && { seed }),
      ...(token !== undefined && { token }),
      ...(channel !== undefined && { channelId: channel }),
    });
  } catch (cause) {
    if (!(cause instanceof ListenError)) throw cause;
    if (cause.code !== "port_taken") throw new CliError(cause.message, { cause });
    const next = await nextFreePort(port, host);
    throw new CliError(takenMessage(port, host, next, "proto-webhooks mock …"), { cause });
  }
}

/** Nobody is there, and all is well. */
const nowhere: Route = {
  name: "Nowhere",
  send: async () => ({ status: 200, headers: new Headers(), body: "" }),
};
