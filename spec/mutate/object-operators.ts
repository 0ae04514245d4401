import { misspelt, type Operator, without } from "./change.ts";

/** Each name of `required` is dropped, each optional property is made required. */
export const required: Operator = (schema) => {
  const names = schema.required ?? [];
  const optional = Object.keys(schema.properties ?? {}).filter((name) => !names.includes(name));
  return [
    ...names.map((name) => ({
      keyword: "required",
      what: `${name} dropped`,
      to: { ...schema, required: names.filter((other) => other !== name) },
    })),
    ...optional.map((name) => ({
      keyword: "required",
      what: `${name} added`,
      to: { ...schema, required: [...names, name] },
    })),
  ];
};

/** Each property is taken out, or given another name. What is required is required by its new name. */
export const properties: Operator = (schema) =>
  Object.keys(schema.properties ?? {}).flatMap((name) => {
    const entries = Object.entries(schema.properties ?? {});
    const renamed = misspelt(name);
    const renamedIn = (names: string[]) => names.map((other) => (other === name ? renamed : other));
    return [
      {
        keyword: "properties",
        what: `${name} removed`,
        to: {
          ...schema,
          ...(schema.required && { required: schema.required.filter((other) => other !== name) }),
          properties: Object.fromEntries(entries.filter(([other]) => other !== name)),
        },
      },
      {
        keyword: "properties",
        what: `${name} renamed`,
        to: {
          ...schema,
          ...(schema.required && { required: renamedIn(schema.required) }),
          properties: Object.fromEntries(
            entries.map(([other, value]) => [other === name ? renamed : other, value]),
          ),
        },
      },
    ];
  });

/** An object is closed for receivers, or open for those who make payloads. */
export const additionalProperties: Operator = (schema) => {
  if (![schema.type].flat().includes("object")) return [];
  const closed = {
    keyword: "additionalProperties",
    what: "false",
    to: { ...schema, additionalProperties: false },
  };
  const other =
    schema.additionalProperties === undefined
      ? { what: "true", to: { ...schema, additionalProperties: true } }
      : { what: "removed", to: without(schema, "additionalProperties") };
  return [closed, { keyword: "additionalProperties", ...other }];
};
