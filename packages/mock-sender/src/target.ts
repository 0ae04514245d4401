import { bypass } from "msw";
import { DeliverError } from "./deliver-error.ts";
import type { DeliveryAnswer } from "./delivery-answer.ts";

/**
 * Where deliveries go: an http(s) URL, or a function of the kind that servers are made of, such as `receiver.fetch`.
 */
export type DeliverTarget = string | URL | ((request: Request) => Response | Promise<Response>);

/** A target that was found good: how to send to it, and what to call it in errors. */
export interface Route {
  /** The URL without its query, which may hold a secret, or "The function". */
  name: string;
  /** @throws {DeliverError} */
  send(init: RequestInit): Promise<Omit<DeliveryAnswer, "durationMs">>;
}

/** The URL of a request that a function is called with: no network is used, so no host of this name is needed. */
const functionUrl = "http://localhost/webhook";

const underWay = new Set<Request>();

/** @throws {DeliverError} with `bad_target`. */
export function routeTo(target: DeliverTarget): Route {
  return typeof target === "function" ? toFunction(target) : toUrl(target);
}

function toUrl(target: string | URL): Route {
  const url = URL.parse(String(target));
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new DeliverError(
      "bad_target",
      'What deliveries go to is neither an http(s) URL, such as "http://127.0.0.1:3000/webhook", nor a function from Request to Response. (A user name and password belong in a header.)',
    );
  }
  const name = url.origin + url.pathname;
  return {
    name,
    async send(init) {
      try {
        // MSW must not take it for a call of the Messaging API. It knows by an `accept` more, which receivers see too.
        return await whole(await fetch(bypass(new Request(url, { ...init, redirect: "manual" }))));
      } catch (cause) {
        throw networkError(name, cause);
      }
    },
  };
}

function toFunction(target: (request: Request) => Response | Promise<Response>): Route {
  return {
    name: "The function",
    async send(init) {
      const request = new Request(functionUrl, init);
      // Kept until it is answered: once a Request is collected, Node aborts its signal no more.
      underWay.add(request);
      try {
        const response: unknown = await target(request);
        if (isResponse(response)) return await whole(response);
      } catch (cause) {
        throw noResponse("threw, or its Response could not be read. See the cause", cause);
      } finally {
        underWay.delete(request);
      }
      throw noResponse("returned no Response. Return one on each way out: new Response() is a 200");
    },
  };
}

async function whole(response: Response): Promise<Omit<DeliveryAnswer, "durationMs">> {
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** By its shape: a runtime, a polyfill and a DOM for tests each bring a class of their own. */
function isResponse(value: unknown): value is Response {
  const { status, text } = (value ?? {}) as Partial<Response>;
  return typeof status === "number" && typeof text === "function";
}

function noResponse(what: string, cause?: unknown): DeliverError {
  return new DeliverError("no_response", `The function that deliveries go to ${what}.`, { cause });
}

/** Says what stands in the way; runtimes hide it at different depths. */
function networkError(name: string, cause: unknown): DeliverError {
  if (/ECONNREFUSED|ConnectionRefused|connection refused/i.test(describe(cause))) {
    return new DeliverError(
      "refused",
      `Nothing listens on ${name}: the connection was refused. Start the receiver first, or correct the host and port.`,
      { cause },
    );
  }
  if (/ENOTFOUND|EAI_AGAIN|dns error/i.test(describe(cause))) {
    return new DeliverError("unreachable", `${name}: no such host was found. Correct its name.`, { cause });
  }
  return new DeliverError(
    "unreachable",
    `${name}: the connection failed or was closed before the answer was complete. See the cause.`,
    { cause },
  );
}

/** The codes and messages of an error and of those behind it. */
function describe(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return "";
  const { code, errors } = error as { code?: unknown; errors?: unknown[] };
  const behind = [error.cause, ...(Array.isArray(errors) ? errors : [])];
  return [code, error.message, ...behind.map((cause) => describe(cause, depth + 1))].join(" ");
}
