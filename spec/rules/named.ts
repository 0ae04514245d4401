import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { at, type Schema, schemaName } from "./place.ts";

/** A function is named after each schema, its first letter small: a word of the language cannot be one. */
const words =
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield";
const reserved = new Set(words.split(" "));

/** What the packages name so themselves. */
const taken = new Set([
  ...["ByName", "Root", "DeliveryEnvelope", "Unrecognized"],
  ...["Event", "Message", "Button"].flatMap((union) => [`${union}Of`, `${union}Type`]),
  ...["Deliver", "Play", "Replay", "Scenario", "Schedule"],
]);

/** Each type stands in a file of its own that is named after it, and no name is used twice, also not by what is generated. */
export const named: Oas3Rule = () => {
  const files = new Map<string, string>();
  const generated = new Map<string, string>();

  function claim(name: string, owner: string, ctx: UserContext): void {
    const other = generated.get(name.toLowerCase());
    if (other !== undefined && other !== owner) {
      ctx.report({
        message: `The name ${name} is used twice: by ${other} and by ${owner}.\nGive one of the two schemas another name.`,
        ...at(ctx, ["title"]),
      });
    }
    generated.set(name.toLowerCase(), owner);
  }

  return {
    Schema(node, ctx) {
      const schema = node as Schema;
      const name = schemaName(ctx);
      if (name === undefined) {
        if (schema.properties) {
          ctx.report({
            message:
              "An object without a name.\nMove it into a file of its own in schemas/, and refer to it.",
            ...at(ctx, ["properties"], "key"),
          });
        }
        return;
      }
      const file = ctx.location.source.absoluteRef;
      if (files.get(name) === file) return;
      files.set(name, file);
      checkName(name, schema, ctx);
      claim(name, name, ctx);
      if (schema.oneOf) claim(`${name}Types`, `the tuple ${name}Types`, ctx);
      if (schema.oneOf && schema["x-unrecognized"]) claim(`Known${name}`, `the type Known${name}`, ctx);
      if (schema.enum) claim(`${name}s`, `the tuple ${name}s`, ctx);
    },
  };
};

function checkName(name: string, schema: Schema, ctx: UserContext): void {
  if (schema.title !== name) {
    const wrong = schema.title === undefined ? "has no title" : `is titled ${JSON.stringify(schema.title)}`;
    ctx.report({
      message: `The schema in ${name}.yaml ${wrong}.\nWrite \`title: ${name}\`, or rename the file.`,
      ...(schema.title === undefined ? at(ctx, []) : at(ctx, ["title"])),
    });
  }
  if (!/^[A-Z][A-Za-z]+$/.test(name)) {
    ctx.report({
      message: `${name} is no name of a type.\nName file and title in letters, each word begun with a capital: TextMessage.`,
      ...at(ctx, []),
    });
  }
  if (taken.has(name) || reserved.has(name.charAt(0).toLowerCase() + name.slice(1))) {
    ctx.report({
      message: `${name} is a name that generated code cannot have: it has a meaning of its own there.\nGive file and title another name.`,
      ...at(ctx, ["title"]),
    });
  }
}
