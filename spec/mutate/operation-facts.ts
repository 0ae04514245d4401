import { refName } from "@proto-webhooks/scripts/generator";
import { type Content, type MutableSpec, methods, type Operation, type PathItem } from "./mutable-spec.ts";

/** An operation in words: what is called, with which parts of the path, the secret, the body, and what is answered. */
export type OperationFact = [operation: string, path: string, secret: string, takes: string, answers: string];

/** What the spec says of each operation. */
export function operationFacts(spec: MutableSpec): OperationFact[] {
  const items = [...Object.entries(spec.document.webhooks), ...Object.entries(spec.document.paths)];
  return items.flatMap(([path, item]) =>
    methods.flatMap((method): OperationFact[] => {
      const operation = item[method];
      if (!operation) return [];
      return [
        [
          `${method} ${path}`,
          parametersOf(item, spec),
          secretOf(operation, spec),
          operation.requestBody
            ? `${schemaOf(operation.requestBody)}${operation.requestBody.required ? "" : "?"}`
            : "",
          Object.entries(operation.responses)
            .map(([status, answer]) => `${status} ${schemaOf(answer)}`.trim())
            .join(", "),
        ],
      ];
    }),
  );
}

function parametersOf({ parameters = [] }: PathItem, spec: MutableSpec): string {
  const found = parameters.map(({ $ref }) => spec.parameters[refName($ref)]);
  return found
    .map((parameter) => `${parameter?.name}: ${parameter?.schema.type} in ${parameter?.in}`)
    .join(", ");
}

function secretOf({ security }: Operation, { document }: MutableSpec): string {
  const wanted = (security ?? document.security ?? []).flatMap((scheme) => Object.keys(Object(scheme)));
  return wanted
    .map((name) => document.components.securitySchemes[name])
    .map((scheme) => `${scheme?.in} ${scheme?.name}`)
    .join(", ");
}

/** The schema of a body; nothing when there is no body. */
function schemaOf({ content }: Content): string {
  const [schema] = Object.values(content ?? {}).map((media) => media.schema);
  return schema ? refName(schema.$ref ?? "anything") : "";
}
