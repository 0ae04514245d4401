// What is published runs where code must not be made at run time, and needs nothing beside itself.
import { readdirSync, readFileSync } from "node:fs";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { afterAll, describe, expect, test } from "vitest";

const dist = new URL("../dist/", import.meta.url);
const built = readdirSync(dist).filter((name) => name.endsWith(".js"));

test.each(built)("%s makes no code and imports nothing from outside", (name) => {
  const code = readFileSync(new URL(name, dist), "utf8");
  expect(code).not.toMatch(/\beval\s*\(|new Function|\brequire\s*\(|\bimport\s*\(/);
  const imports = [...code.matchAll(/\bfrom\s*["']([^"']+)["']/g)].map(([, from]) => from);
  expect(imports.filter((from) => !from?.startsWith("./"))).toEqual([]);
});

describe("inside workerd", async () => {
  const worker = `
    import { parseDelivery } from "./index.js";
    import { validateDelivery } from "./strict.js";
    export default {
      async fetch(request) {
        const value = await request.json();
        const parsed = parseDelivery(value);
        const strict = validateDelivery(value);
        return Response.json({
          parsed: parsed.ok ? parsed.events.map((event) => event.status) : parsed.issues,
          strict: strict.ok ? [] : strict.issues.map((issue) => issue.message),
        });
      },
    };`;
  const { outputFiles } = await build({
    stdin: { contents: worker, resolveDir: dist.pathname },
    bundle: true,
    format: "esm",
    platform: "neutral",
    write: false,
  });
  const workerd = new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-06-01",
    host: "127.0.0.1",
  });
  afterAll(() => workerd.dispose());

  test("a delivery is judged there as here", async () => {
    const example = readFileSync(new URL("../../../spec/examples/batch.json", import.meta.url), "utf8");
    const delivery = JSON.parse(example);
    delivery.events[1].chatTokn = delivery.events[1].chatToken;
    delete delivery.events[1].chatToken;
    delivery.events[2].messages = "none";
    const response = await workerd.dispatchFetch("http://worker/", {
      method: "POST",
      body: JSON.stringify(delivery),
    });
    expect(await response.json()).toEqual({
      parsed: ["valid", "valid", "invalid", "valid"],
      strict: [
        'events[1].chatTokn: expected no property of this name, found null; did you mean "chatToken"?',
        "events[2].messages: expected an array, found a string",
      ],
    });
  });
});
