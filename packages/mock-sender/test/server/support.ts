import { onTestFinished } from "vitest";
import { type MockProtoServer, type StartMockProtoOptions, startMockProto } from "../../src/node/index.ts";

/** What came back: the status, and the body as the value that it is. */
export interface Answered {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects says what it is
  body: any;
  headers: Headers;
}

/** A mock Proto on a free port until the test ends, and how to call it. */
export async function started(
  options: StartMockProtoOptions = {},
): Promise<MockProtoServer & { get(path: string): Promise<Answered>; post: Post }> {
  const server = await startMockProto(options);
  onTestFinished(() => server.close({ graceMs: 0 }));
  return {
    ...server,
    get: (path) => call(server.url + path, {}),
    post: (path, body) =>
      call(server.url + path, {
        method: "POST",
        headers: { "x-proto-token": "any" },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
  };
}

/** A text is sent as it is, anything else as JSON. */
export type Post = (path: string, body?: unknown) => Promise<Answered>;

async function call(url: string, init: RequestInit): Promise<Answered> {
  const response = await fetch(url, init);
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? undefined : JSON.parse(text),
    headers: response.headers,
  };
}
