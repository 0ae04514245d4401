import { createMockProto, type MockChat, type MockProto } from "@proto-webhooks/mock-sender";
import type { Receiver } from "@proto-webhooks/receiver";
import { callsFor, differences, type MadeCall } from "./calls.ts";
import { botAnswer, conversation } from "./conversation.ts";
import { type Played, playScene } from "./play-scene.ts";
import type { Transcript } from "./transcript.ts";

/** How a performance went. */
export interface Outcome {
  deliveries: number;
  calls: number;
  /** What was not as it should be; empty when all was handled as expected. */
  problems: string[];
}

/**
 * Plays the conversation to the receiver at `url`, scene by scene, and waits until each is handled.
 *
 * @param made the list to which handlers add their calls.
 */
export async function perform(
  url: string,
  receiver: Receiver,
  made: MadeCall[],
  transcript: Transcript,
): Promise<Outcome> {
  const proto = createMockProto({ deliverTo: url });
  proto.onHuman((message) => {
    transcript.said("Ada", message);
    return botAnswer(message);
  });
  const chat = await proto.chat({ human: { name: "Ada" }, chatToken: "order-17" });
  const outcome: Outcome = { deliveries: 0, calls: 0, problems: [] };
  for (const [index, scene] of conversation.entries()) {
    transcript.scene(index + 1, scene.title);
    made.length = 0;
    const problems = await act(scene, { proto, chat }, url, receiver, made, transcript, outcome).catch(
      (error: Error) => [error.message],
    );
    for (const problem of problems) transcript.failed(problem);
    outcome.problems.push(...problems);
  }
  return outcome;
}

async function act(
  scene: (typeof conversation)[number],
  stage: { proto: MockProto; chat: MockChat },
  url: string,
  receiver: Receiver,
  made: MadeCall[],
  transcript: Transcript,
  outcome: Outcome,
): Promise<string[]> {
  const played: Played[] = await playScene(scene, stage, url);
  await receiver.idle();
  for (const delivery of played) transcript.delivered(delivery);
  for (const call of made) transcript.handled(call);
  outcome.deliveries += played.length;
  outcome.calls += made.length;
  const refused = played.filter((delivery) => delivery.status !== 200);
  return [
    ...refused.map((delivery) => `answered ${delivery.status} and not 200`),
    ...differences(
      made,
      played.flatMap((delivery) => callsFor(delivery.body)),
    ),
  ];
}
