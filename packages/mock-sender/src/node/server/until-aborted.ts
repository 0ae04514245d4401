import type { Route } from "../../route.ts";

/** A route on which whatever is under way ends when a signal is aborted. */
export function untilAborted(route: Route, signal: AbortSignal): Route {
  return {
    name: route.name,
    send: (outgoing, fault) =>
      route.send({ ...outgoing, signal: AbortSignal.any([outgoing.signal, signal]) }, fault),
  };
}
