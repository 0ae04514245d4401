#!/usr/bin/env node
// Plain syntax and no static import: an old Node has to get as far as the message.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 13)) {
  console.error(
    `proto-webhooks needs Node.js 22.13 or newer, and this is ${process.versions.node}.\nInstall a newer one, for example from https://nodejs.org, and run the command again.`,
  );
  process.exitCode = 2;
} else {
  import("../dist/main.js");
}
