import { createReceiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";
import { toNodeHandler } from "@proto-webhooks/receiver/node";
import { type FastifyInstance, fastify } from "fastify";

const receiver = createReceiver({ inbox: unsafeMemoryInbox() });
await receiver.start();
const handle = toNodeHandler(receiver);

export const app: FastifyInstance = fastify();
app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (_request, _body, done) => done(null)); // leaves the body to the receiver
  scope.all("/webhook", (request, reply) => {
    reply.hijack();
    handle(request.raw, reply.raw);
  });
});
