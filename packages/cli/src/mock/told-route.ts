import { DeliverError, type DeliverErrorCode, type Route } from "@proto-webhooks/mock-sender";

/** A delivery that left, and what became of it. */
export interface Told {
  /** Null when there was no answer. */
  status: number | null;
  error: DeliverErrorCode | null;
  /** What to do when there was no answer. */
  advice: string | null;
  durationMs: number;
  /** Exactly what was sent. */
  body: string;
}

/** A route that tells of all that goes over it: replies, what the control endpoints say, and scenarios. */
export function toldRoute(route: Route, tell: (told: Told) => void): Route {
  return {
    name: route.name,
    async send(outgoing, fault) {
      const began = performance.now();
      const body =
        typeof outgoing.body === "string" ? outgoing.body : new TextDecoder().decode(outgoing.body);
      const sent = () => ({ body, durationMs: Math.round((performance.now() - began) * 10) / 10 });
      try {
        const answer = await route.send(outgoing, fault);
        tell({ ...sent(), status: answer.status, error: null, advice: null });
        return answer;
      } catch (error) {
        if (error instanceof DeliverError) tell({ ...sent(), status: null, ...why(error, outgoing.signal) });
        throw error;
      }
    },
  };
}

/** A delivery whose time is over fails like one that the network broke off. */
function why({ code, message }: DeliverError, { aborted }: AbortSignal): Pick<Told, "error" | "advice"> {
  if (!aborted) return { error: code, advice: message };
  return { error: "timeout", advice: "No full answer came in time. Answer first, and work afterwards." };
}
