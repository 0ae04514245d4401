import { type Json, readJson } from "./spec.ts";

export const kinds = [
  "missing_property",
  "wrong_type",
  "wrong_value",
  "too_many_items",
  "unknown_property",
  "wrong_format",
] as const;
export type Kind = (typeof kinds)[number];

export interface InvalidRow {
  name: string;
  why: string;
  mode?: "tolerant" | "strict";
  payload: Json;
  issue: { pointer: string; kind: Kind };
}

export interface ToleratedRow {
  name: string;
  why: string;
  payload: Json;
  unrecognized: string[];
}

export type Body =
  | { text: string }
  | { json: Json }
  | { base64: string }
  | { example: string }
  | { repeat: { text: string; times: number } }
  | { concat: Body[] };

export interface HttpRow {
  name: string;
  why: string;
  needs?: string[];
  given: {
    method: string;
    headers?: Record<string, string>;
    query?: Record<string, string>;
    pathSuffix?: string;
    body?: Body;
    framing?: string;
    chunkBytes?: number;
    slow?: boolean;
    receiver?: Record<string, Json>;
  };
  want: {
    status: number;
    code?: string;
    headers?: Record<string, string | { pattern: string }>;
    body?: string;
    hidden?: string[];
    stored: string[];
  };
}

export const invalidRows: InvalidRow[] = readJson("cases/invalid-deliveries.json") as unknown as InvalidRow[];
export const toleratedRows: ToleratedRow[] = readJson(
  "cases/tolerated-deliveries.json",
) as unknown as ToleratedRow[];
export const httpRows: HttpRow[] = readJson("cases/http.json") as unknown as HttpRow[];
