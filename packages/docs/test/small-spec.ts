import type { Spec } from "../src/spec.ts";

/** A format of two shapes: small enough to see at a glance what the docs make of it. */
export function smallSpec(): Spec {
  return {
    info: { title: "Shapes", version: "1.0.0" },
    webhooks: {
      delivery: {
        post: {
          requestBody: {
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/Delivery" },
                examples: {
                  both: {
                    summary: "Two shapes",
                    value: {
                      shapes: [
                        { type: "circle", size: { mm: 1 }, colour: "red" },
                        { type: "line", text: "circle" },
                        { type: "line", text: "circle" },
                        { type: "blob", weight: 3 },
                      ],
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Colour: { title: "Colour", type: "string", enum: ["red", "blue"], "x-provenance": "inferred" },
        Size: {
          title: "Size",
          type: "object",
          required: ["mm"],
          properties: {
            mm: { type: "number", description: "Millimetres | or so.", "x-provenance": "example" },
          },
        },
        CircleShape: {
          title: "CircleShape",
          description: "A circle.",
          type: "object",
          "x-provenance": "documented",
          required: ["type", "size"],
          properties: {
            type: { type: "string", const: "circle", "x-provenance": "documented" },
            size: { $ref: "#/components/schemas/Size" },
            colour: { $ref: "#/components/schemas/Colour" },
            text: { type: "null", description: "Only a line has it.", "x-provenance": "documented" },
          },
        },
        LineShape: {
          title: "LineShape",
          type: "object",
          required: ["type"],
          properties: {
            type: { type: "string", const: "line" },
            text: { type: ["string", "null"], format: "uri" },
          },
        },
        UnrecognizedShape: {
          title: "UnrecognizedShape",
          type: "object",
          required: ["type"],
          properties: { type: { type: "string" } },
        },
        Shape: {
          title: "Shape",
          description: "A shape.",
          oneOf: [{ $ref: "#/components/schemas/CircleShape" }, { $ref: "#/components/schemas/LineShape" }],
          discriminator: {
            propertyName: "type",
            mapping: {
              circle: "#/components/schemas/CircleShape",
              line: "#/components/schemas/LineShape",
            },
          },
          "x-unrecognized": { $ref: "#/components/schemas/UnrecognizedShape" },
        },
        Delivery: {
          title: "Delivery",
          type: "object",
          required: ["shapes"],
          properties: {
            shapes: { type: "array", maxItems: 4, items: { $ref: "#/components/schemas/Shape" } },
          },
        },
      },
    },
  };
}
