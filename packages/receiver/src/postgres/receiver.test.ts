import { expect, test } from "vitest";
import { event, post, text } from "../../test/deliveries.ts";
import { privatePostgres } from "../../test/postgres/for-tests.ts";
import { createReceiver } from "../receiver.ts";
import { postgresInbox } from "./postgres-inbox.ts";

test("receivers answer 503 while the server is down and 200 once it is back, and another one handles all that they took, in order", async () => {
  const server = await privatePostgres();
  const receiverOf = () => createReceiver({ inbox: postgresInbox(server), onError: () => {} });
  const accepting = [receiverOf(), receiverOf()];
  const handling = receiverOf();
  const handled: string[] = [];
  handling.onMessage("text", ({ message }) => {
    handled.push(message.data.text);
  });
  await handling.start();
  const accepted: string[] = [];
  let count = 0;
  const send = async () => {
    const name = `${count}`;
    const receiver = accepting[count++ % 2];
    const answer = await receiver?.fetch(post({ events: [event("chat 1", { messages: [text(name)] })] }));
    if (answer?.status === 200) accepted.push(name);
    return [answer?.status, answer?.headers.get("retry-after")];
  };
  for (let i = 0; i < 5; i++) expect(await send()).toEqual([200, null]);
  await server.kill();
  // A connection's own process may outlive the server's for a moment, and what it commits then is kept too.
  const down = performance.now() + 20_000;
  for (let refused = 0; refused < 4; ) {
    const answer = await send();
    if (answer[0] !== 200) expect(answer).toEqual([503, "5"]);
    refused = answer[0] === 200 ? 0 : refused + 1;
    expect(performance.now()).toBeLessThan(down);
  }
  await server.start();
  const latest = performance.now() + 20_000;
  while ((await send())[0] !== 200) expect(performance.now()).toBeLessThan(latest);
  for (let i = 0; i < 5; i++) expect(await send()).toEqual([200, null]);
  await handling.idle();
  expect(handled).toEqual(accepted);
  for (const receiver of [...accepting, handling]) await receiver.close({ graceMs: 1_000 });
}, 60_000);
