import type { Body, Issue } from "./vector.ts";

/** A row of `cases/invalid-deliveries.json`. */
export interface InvalidRow {
  name: string;
  why: string;
  mode?: "tolerant" | "strict";
  payload: unknown;
  issue: Issue;
}

/** A row of `cases/tolerated-deliveries.json`. */
export interface ToleratedRow {
  name: string;
  why: string;
  payload: unknown;
  unrecognized: string[];
}

/** A row of `cases/types.json`. */
export interface TypeRow {
  name: string;
  why: string;
  /** The name of the schema. */
  type: string;
  mode?: "tolerant" | "strict";
  payload: unknown;
  /** Absent: it is valid. */
  issue?: Issue;
}

/** What a row of `cases/bodies.json` wants of an event. */
export interface WantedEvent {
  kind: "valid" | "unrecognized" | "invalid";
  issues?: Issue[];
  byLetter?: string;
}

/** A row of `cases/bodies.json`. */
export interface BodyRow {
  name: string;
  why: string;
  body: Body;
  want: { events: WantedEvent[] } | { refused: string; issues?: Issue[] };
}

/** A row of `cases/http.json`, as far as vectors are made of it. */
export interface HttpRow {
  name: string;
  why: string;
  given: { method: string; headers?: Record<string, string>; body?: HttpBody };
  want: { status: number; code?: string; stored: string[] };
}

export type HttpBody =
  | Body
  | { json: unknown }
  | { example: string }
  | { repeat: { text: string; times: number } }
  | { concat: HttpBody[] };

/** What vectors are made of: examples by their names, and the tables. */
export interface Tables {
  examples: Record<string, unknown>;
  invalid: InvalidRow[];
  tolerated: ToleratedRow[];
  bodies: BodyRow[];
  http: HttpRow[];
}
