import schemas from "@proto-webhooks/spec/schemas/tolerant.json" with { type: "json" };
import { Ajv2020 } from "ajv/dist/2020.js";

/** The published tolerant schemas, compiled when the program starts: all mistakes, as ours. */
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schemas);

export function judge(delivery: unknown): boolean {
  return validate(delivery);
}
