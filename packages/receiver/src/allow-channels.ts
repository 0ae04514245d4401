import type { Authenticator } from "./authenticator.ts";
import { property } from "./property.ts";

/**
 * Lets a delivery in when every event in it comes from one of these channels. An event whose `channel.id` cannot
 * be read comes from none. A delivery without events has nothing to check and passes.
 *
 * It is a filter for what is not meant for you, and no proof of who sent it: a channel id is no secret.
 *
 * @throws TypeError when the list is empty or holds something else than non-empty strings.
 */
export function allowChannels(channels: readonly string[]): Authenticator {
  if (!Array.isArray(channels) || channels.length === 0) {
    throw new TypeError("allowChannels: give at least one channel id.");
  }
  if (channels.some((id) => typeof id !== "string" || id === "")) {
    throw new TypeError("allowChannels: a channel id must be a non-empty string.");
  }
  const allowed = new Set<unknown>(channels);
  return {
    checkEvents: (events) => events.every((event) => allowed.has(property(property(event, "channel"), "id"))),
  };
}
