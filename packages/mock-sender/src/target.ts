import { bypass } from "msw";
import { DeliverError } from "./deliver-error.ts";
import { networkError } from "./network-error.ts";
import type { Route, RouteAnswer } from "./route.ts";
import { sendBroken } from "./send-broken.ts";

/**
 * Where deliveries go: an http(s) URL, a function of the kind that servers are made of, such as `receiver.fetch`, or a
 * route of its own, such as `overSockets` of `@proto-webhooks/mock-sender/node` gives.
 */
export type DeliverTarget = string | URL | ((request: Request) => Response | Promise<Response>) | Route;

/** The URL of a request that a function is called with: no network is used, so no host of this name is needed. */
const functionUrl = "http://localhost/webhook";

const underWay = new Set<Request>();

/** @throws {DeliverError} with `bad_target`. */
export function routeTo(target: DeliverTarget): Route {
  if (typeof target === "function") return toFunction(target);
  return isRoute(target) ? target : toUrl(target);
}

function isRoute(target: unknown): target is Route {
  return typeof target === "object" && target !== null && "send" in target;
}

/** @throws {DeliverError} with `bad_target`. */
export function webUrl(target: string | URL): URL {
  const url = URL.parse(String(target));
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new DeliverError(
      "bad_target",
      'What deliveries go to is neither an http(s) URL, such as "http://127.0.0.1:3000/webhook", nor a function from Request to Response. (A user name and password belong in a header.)',
    );
  }
  return url;
}

function toUrl(target: string | URL): Route {
  const url = webUrl(target);
  const name = nameOf(url);
  return {
    name,
    async send(outgoing, fault) {
      try {
        const known = { ...outgoing, headers: pastMsw(url, outgoing.headers) };
        const send = async (init: RequestInit) => whole(await fetch(url, { ...init, redirect: "manual" }));
        return await (fault ? sendBroken(known, fault, flushMs, send) : send(known));
      } catch (cause) {
        throw cause instanceof DeliverError ? cause : networkError(name, cause);
      }
    },
  };
}

/** Nothing tells when what was given to `fetch` has left: a moment is given to it before the connection breaks. */
const flushMs = 20;

/** What to call it: without its query. */
export function nameOf(url: URL): string {
  return url.origin + url.pathname;
}

/** MSW must not take it for a call of the Messaging API. It knows by an `accept` more, which receivers see too. */
export function pastMsw(url: URL, headers: Headers): Headers {
  return bypass(url, { method: "POST", headers }).headers;
}

function toFunction(target: (request: Request) => Response | Promise<Response>): Route {
  return {
    name: "The function",
    async send(outgoing, fault) {
      const send = (init: RequestInit) => call(target, new Request(functionUrl, init));
      return fault ? sendBroken(outgoing, fault, 0, send) : send(outgoing);
    },
  };
}

async function call(target: (request: Request) => unknown, request: Request): Promise<RouteAnswer> {
  // Kept until it is answered: once a Request is collected, Node aborts its signal no more.
  underWay.add(request);
  try {
    const response = await target(request);
    if (isResponse(response)) return await whole(response);
  } catch (cause) {
    throw noResponse("threw, or its Response could not be read. See the cause", cause);
  } finally {
    underWay.delete(request);
  }
  throw noResponse("returned no Response. Return one on each way out: new Response() is a 200");
}

async function whole(response: Response): Promise<RouteAnswer> {
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
