// CommonJS gets the same modules by `require`, since Node 22.13.
const { readFileSync } = require("node:fs");
const { modules, files } = require("./entries.json");
const { createMockProto } = require("@proto-webhooks/mock-sender");
const { createReceiver, unsafeMemoryInbox } = require("@proto-webhooks/receiver");

for (const name of modules) require(name);
for (const name of files) readFileSync(require.resolve(name));

async function main() {
  const receiver = createReceiver({ inbox: unsafeMemoryInbox() });
  const handled = new Promise((resolve) =>
    receiver.onMessage("text", ({ message }) => resolve(message.data.text)),
  );
  await receiver.start();
  const chat = await createMockProto({ deliverTo: receiver.fetch }).chat();
  await chat.bot.text("What is it about?");
  console.log(`${modules.length} modules, ${files.length} files; handled: ${await handled}`);
  await receiver.close();
}

main();
