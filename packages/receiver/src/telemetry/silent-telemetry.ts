import type { AttemptTelemetry, DeliveryTelemetry, Telemetry } from "./telemetry.ts";

const delivery: DeliveryTelemetry = {
  during: (work) => work(),
  commit: (events, store) => store(events),
  answered() {},
};

const attempt: AttemptTelemetry = {
  handle: (_type, handler) => handler(),
  ended() {},
  settled() {},
};

/** For whoever has no SDK: it makes nothing and measures nothing. */
export const silentTelemetry: Telemetry = {
  delivery: () => delivery,
  attempt: () => attempt,
  detached: (task) => task,
  close() {},
};
