import { type DeliveryAnswer, deliver } from "@proto-webhooks/mock-sender";
import type { Scene, Stage } from "./scene.ts";

/** A delivery as it went over the wire, and its answer. */
export interface Played extends Pick<DeliveryAnswer, "status" | "durationMs"> {
  body: string;
}

/** Plays a scene, and tells what was delivered in it. */
export async function playScene(
  scene: Scene,
  stage: Omit<Stage, "raw" | "says">,
  url: string,
): Promise<Played[]> {
  const { proto, chat } = stage;
  const before = proto.deliveries.length;
  const played: Played[] = [];
  await scene.play({
    ...stage,
    async raw(body) {
      const { status, durationMs } = await deliver(body, { to: url });
      played.push({ body, status, durationMs });
    },
    async says(message) {
      const path = `https://gw.proto.cx/webhook/channel_7f3a/chat/${chat.id}/message`;
      const headers = { "X-PROTO-TOKEN": "any", "content-type": "application/json" };
      const answer = await proto.fetch(path, { method: "POST", headers, body: JSON.stringify(message) });
      if (!answer.ok) throw new Error(`The Messaging API answered ${answer.status}: ${await answer.text()}`);
      await proto.idle();
    },
  });
  const sent = proto.deliveries.slice(before).map(({ delivery, status, durationMs }) => ({
    body: JSON.stringify(delivery),
    status,
    durationMs,
  }));
  return [...played, ...sent];
}
