import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * What Redocly has to be told about this spec:
 *
 * - An example stands in a file of its own as a bare payload, so that anything can read it. OpenAPI calls that
 *   `externalValue`; here it becomes a `value` before linting and bundling, so that it is checked against its schema.
 * - `x-unrecognized` holds a schema, so that its `$ref` is resolved and the schema is linted like any other.
 */
export default function specPlugin() {
  return {
    id: "spec",
    preprocessors: { oas3: { "inline-examples": inlineExamples } },
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
        try {
          example.value = JSON.parse(readFileSync(file, "utf8"));
          delete example.externalValue;
        } catch (error) {
          report({
            message: `The example ${example.externalValue} cannot be used: ${error.message}. Put one JSON payload there.`,
            location: location.child("externalValue"),
          });
        }
      },
    },
  };
}
