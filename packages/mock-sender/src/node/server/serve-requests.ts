import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { problem } from "../../mock-proto/problem.ts";

/** The most bytes that a call may have: room for any scenario, and none for a mistake without end. */
const maxBytes = 16 * 1024 * 1024;

/**
 * An HTTP server for a function from Request to Response.
 *
 * @param origin what the URLs of requests begin with, whatever name and port the caller knows the server by.
 */
export function serveRequests(origin: string, answer: (request: Request) => Promise<Response>): Server {
  const server = createServer(async (incoming, outgoing) => {
    const body = await bytesOf(incoming).catch(() => undefined);
    // The caller has gone: nobody is there to be answered.
    if (body === undefined) return;
    const request = body === "too_large" ? tooLarge() : toRequest(incoming, origin, body);
    const response = request instanceof Response ? request : await answer(request).catch(failed);
    // A connection that stays open would hold up the end.
    if (!server.listening) outgoing.setHeader("connection", "close");
    await write(response, outgoing);
  });
  return server;
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | "too_large"> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    // The rest is read and thrown away: only who has sent all reads the answer.
    if (length <= maxBytes) chunks.push(chunk);
  }
  return length <= maxBytes ? Buffer.concat(chunks) : "too_large";
}

function toRequest(
  { method = "GET", url = "/", headersDistinct }: IncomingMessage,
  origin: string,
  body: Buffer<ArrayBuffer>,
): Request | Response {
  try {
    // The whole URL of another server, or "*": only proxies are called so.
    if (!url.startsWith("/")) return unusable();
    const headers = new Headers();
    for (const [name, values = []] of Object.entries(headersDistinct)) {
      for (const value of values) headers.append(name, value);
    }
    const hasBody = method !== "GET" && method !== "HEAD";
    return new Request(origin + url, { method, headers, ...(hasBody && { body }) });
  } catch {
    return unusable();
  }
}

function unusable(): Response {
  return problem(
    400,
    "The method, the URL or a header cannot be used. Compare them with /_mock/openapi.json.",
  );
}

function tooLarge(): Response {
  return problem(413, `The body is larger than ${maxBytes} bytes, the most that mock Proto takes.`);
}

/** What is foreseen was answered already. */
function failed(): Response {
  return problem(500, "Mock Proto failed at this call. Please report it, with the call.");
}

async function write(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(body);
}
