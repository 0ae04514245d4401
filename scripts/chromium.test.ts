import { afterEach, expect, test, vi } from "vitest";
import { launchChromium } from "./chromium.ts";

afterEach(() => vi.unstubAllEnvs());

test("a browser that was named and does not start is an error, not a reason to take another", async () => {
  vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
  await expect(launchChromium()).rejects.toThrow("/nowhere/chromium does not start");
});
