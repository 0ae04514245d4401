import { misspelt, without } from "./change.ts";
import {
  type Content,
  type MutableSpec,
  methods,
  type OpenApi,
  type Operation,
  type PathItem,
} from "./mutable-spec.ts";
import type { Mutant } from "./mutant.ts";
import type { SourceSpec } from "./source-spec.ts";

/** A change of `openapi.yaml` or of a parameter's file. */
interface SpecChange {
  what: string;
  keys: string[];
  file?: string;
  spec: MutableSpec;
}

/** Each change of where an operation is, and of what it takes, answers and asks for. */
export function mutantsOfOperations({ spec, lines }: SourceSpec): Mutant[] {
  const ofOperations = (["webhooks", "paths"] as const).flatMap((section) => ofSection(spec, section));
  return [...ofOperations, ...ofParameters(spec), ...ofSecurity(spec)].map(
    ({ what, keys, file = "openapi.yaml", spec: to }) => ({
      id: what,
      kind: what.replace(/^.*: /, "").replace(/ \S+ dropped$/, " dropped"),
      part: "openapi",
      file,
      line: lines[file]?.(keys) ?? 1,
      spec: to,
    }),
  );
}

function ofSection(spec: MutableSpec, section: "webhooks" | "paths"): SpecChange[] {
  return Object.entries(spec.document[section]).flatMap(([path, item]) => {
    const put = (to: PathItem): MutableSpec =>
      withDocument(spec, { [section]: { ...spec.document[section], [path]: to } });
    const parameters = item.parameters ?? [];
    const elsewhere = { ...without(spec.document[section], path), [`${path}s`]: item };
    return [
      {
        what: `${path}: path renamed`,
        keys: [section, path],
        spec: withDocument(spec, { [section]: elsewhere }),
      },
      ...parameters.map((parameter, index) => ({
        what: `${path}: parameter ${nameOf(parameter.$ref)} dropped`,
        keys: [section, path, "parameters", String(index)],
        spec: put({ ...item, parameters: parameters.filter((other) => other !== parameter) }),
      })),
      ...methods.flatMap((method) => {
        const operation = item[method];
        if (!operation) return [];
        return ofOperation(operation).map(({ change, keys, to }) => ({
          what: `${method} ${path}: ${change}`,
          keys: [section, path, method, ...keys],
          spec: put({ ...item, [method]: to }),
        }));
      }),
    ];
  });
}

function ofOperation(operation: Operation): { change: string; keys: string[]; to: Operation }[] {
  const { requestBody, responses, security } = operation;
  const open = (body: Content): Content => ({ ...body, content: { "application/json": { schema: {} } } });
  const answers = Object.entries(responses).flatMap(([status, answer]) => [
    {
      change: `response ${status} dropped`,
      keys: ["responses", status],
      to: { ...operation, responses: without(responses, status) },
    },
    ...(answer.content
      ? [
          {
            change: "response schema removed",
            keys: ["responses", status],
            to: { ...operation, responses: { ...responses, [status]: { ...answer, ...open(answer) } } },
          },
        ]
      : []),
  ]);
  const body = requestBody && [
    {
      change: "requestBody optional",
      keys: ["requestBody", "required"],
      to: { ...operation, requestBody: { ...requestBody, required: false } },
    },
    {
      change: "requestBody schema removed",
      keys: ["requestBody", "content"],
      to: { ...operation, requestBody: { ...requestBody, ...open(requestBody) } },
    },
  ];
  const secured = {
    change: security ? "security removed" : "security added",
    keys: ["security"],
    to: security ? without(operation, "security") : { ...operation, security: [] },
  };
  return [...answers, ...(body ?? []), secured];
}

function ofParameters(spec: MutableSpec): SpecChange[] {
  return Object.entries(spec.parameters).flatMap(([name, parameter]) => {
    const put = (to: object) => ({
      ...spec,
      parameters: { ...spec.parameters, [name]: { ...parameter, ...to } },
    });
    const file = `parameters/${name}.yaml`;
    return [
      { what: `${name}: in changed`, keys: ["in"], file, spec: put({ in: "query" }) },
      {
        what: `${name}: schema changed`,
        keys: ["schema", "type"],
        file,
        spec: put({ schema: { type: "integer" } }),
      },
      { what: `${name}: name changed`, keys: ["name"], file, spec: put({ name: misspelt(name) }) },
    ];
  });
}

function ofSecurity(spec: MutableSpec): SpecChange[] {
  const schemes = spec.document.components.securitySchemes;
  return [
    { what: "openapi: security removed", keys: ["security"], spec: withDocument(spec, { security: [] }) },
    ...Object.entries(schemes).flatMap(([name, scheme]) => {
      const put = (to: object) =>
        withDocument(spec, { components: { securitySchemes: { ...schemes, [name]: { ...scheme, ...to } } } });
      const keys = ["components", "securitySchemes", name];
      return [
        {
          what: `${name}: header renamed`,
          keys: [...keys, "name"],
          spec: put({ name: scheme.name.slice(2) }),
        },
        { what: `${name}: place changed`, keys: [...keys, "in"], spec: put({ in: "query" }) },
      ];
    }),
  ];
}

function withDocument(spec: MutableSpec, part: Partial<OpenApi>): MutableSpec {
  return { ...spec, document: { ...spec.document, ...part } };
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
