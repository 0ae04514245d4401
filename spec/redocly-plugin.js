import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Source } from "@redocly/openapi-core";
import * as rules from "./rules/index.ts";

/**
 * What Redocly has to be told about this spec:
 *
 * - An example stands in a file of its own as a bare payload, so that anything can read it. OpenAPI calls that
 *   `externalValue`; here it becomes a `value` before linting and bundling, so that it is checked against its schema.
 * - `x-unrecognized` holds a schema, so that its `$ref` is resolved and the schema is linted like any other.
 * - What the generators rely on, in `rules/`: one that fails has nothing to say that was not said here first.
 */
export default function specPlugin() {
  return {
    id: "spec",
    preprocessors: { oas3: { "inline-examples": inlineExamples } },
    rules: { oas3: rules },
    typeExtension: {
      oas3: (types) => ({
        ...types,
        Schema: {
          ...types.Schema,
          properties: { ...types.Schema.properties, "x-unrecognized": "Schema" },
        },
      }),
    },
  };
}

function inlineExamples() {
  return {
    Example: {
      enter(example, { location, report }) {
        if (!example.externalValue) return;
        const file = resolve(dirname(location.source.absoluteRef), example.externalValue);
        const text = existsSync(file) ? readFileSync(file, "utf8") : undefined;
        if (text === undefined) {
          const message = `There is no file ${example.externalValue}.\nWrite it, or mend the name.`;
          report({ message, location: location.child("externalValue") });
          return;
        }
        try {
          example.value = JSON.parse(text);
          delete example.externalValue;
        } catch (error) {
          const message = `This is no JSON: ${reasonOf(error)}.\nPut one payload there, in JSON.`;
          report({
            message,
            location: { source: new Source(file, text), start: placeOf(error, text), pointer: undefined },
          });
        }
      },
    },
  };
}

/** Why `JSON.parse` refused a text, without the place, and without what stands there. */
function reasonOf({ message }) {
  return message.replace(/ at position .*| in JSON.*|, .*is not valid JSON.*/s, "");
}

/** The line and column, both from 1, where it refused it: at its end when it ended too early. */
function placeOf({ message }, text) {
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, position).split("\n");
  return { line: before.length, col: (before.at(-1)?.length ?? 0) + 1 };
}
