import { isDeepStrictEqual } from "node:util";
import { type Bundle, type Content, type Operation, pointerTo } from "./bundle.ts";
import type { Unrated } from "./finding.ts";
import type { Pair } from "./side-by-side.ts";

/** Schemas, paths and webhooks that are new or gone: Redocly is shown what is there in both states. */
export function nameFindings({ base, next }: Pair): Unrated[] {
  const [before, after] = [named(base), named(next)];
  const pointers = new Set([...before.keys(), ...after.keys()]);
  return [...pointers].flatMap((pointer) => {
    const [old, now] = [before.get(pointer), after.get(pointer)];
    if (old && now) return [];
    const { node, value } = (now ?? old) as Part;
    const impact = now ? "minor" : "major";
    const change = now
      ? { kind: "added" as const, after: value }
      : { kind: "removed" as const, before: value };
    return { before: undefined, after: undefined, ...change, ...unrated(node, pointer, impact) };
  });
}

/**
 * Changes of what belongs to no operation, and so to neither side, and of what Redocly passes over: the payloads of
 * examples. (An example that is new or gone it reports.) What is not only for people, such as Proto's address, breaks
 * both sides until somebody looks.
 */
export function partFindings({ base, next }: Pair): Unrated[] {
  const [before, after] = [parts(base), parts(next)];
  return [...after].flatMap(([pointer, { node, value }]) => {
    const old = before.get(pointer);
    if (old === undefined || isDeepStrictEqual(old.value, value)) return [];
    const change = { kind: "modified" as const, before: old.value, after: value };
    return { ...change, ...unrated(node, pointer, "major") };
  });
}

interface Part {
  /** As Redocly would call it. */
  node: string;
  value: unknown;
}

function unrated(node: string, pointer: string, impact: "minor" | "major") {
  return { node, pointer, isOpen: false, receiver: impact, mockAuthor: impact };
}

function named({ components, webhooks, paths }: Bundle): Map<string, Part> {
  const list = (node: string, place: string[], items: object) =>
    Object.entries(items).map(([name, value]): [string, Part] => [
      pointerTo(...place, name),
      { node, value },
    ]);
  return new Map([
    ...list("Schema", ["components", "schemas"], components.schemas),
    ...list("PathItem", ["webhooks"], webhooks),
    ...list("PathItem", ["paths"], paths),
  ]);
}

function parts(bundle: Bundle): Map<string, Part> {
  // The version follows from the changes, and is none.
  const { version: _, ...info } = bundle.info;
  const { servers, security, tags, externalDocs, components } = bundle;
  const whole = {
    "#/info": { node: "Info", value: info },
    "#/servers": { node: "ServerList", value: servers },
    "#/security": { node: "SecurityRequirementList", value: security },
    "#/components/securitySchemes": { node: "SecurityScheme", value: components.securitySchemes },
    "#/tags": { node: "TagList", value: tags },
    "#/externalDocs": { node: "ExternalDocs", value: externalDocs },
  };
  return new Map<string, Part>([...Object.entries(whole), ...payloads(bundle)]);
}

function payloads(bundle: Bundle): [string, Part][] {
  return (["webhooks", "paths"] as const).flatMap((kind) =>
    Object.entries(bundle[kind]).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) =>
        examplesOf(operation).map(([place, value]): [string, Part] => [
          pointerTo(kind, path, method, ...place),
          { node: "Example", value },
        ]),
      ),
    ),
  );
}

function examplesOf({ requestBody, responses = {} }: Operation): [place: string[], value: unknown][] {
  const bodies: [string[], Content | undefined][] = [
    [["requestBody"], requestBody],
    ...Object.entries(responses).map(([status, body]): [string[], Content] => [["responses", status], body]),
  ];
  return bodies.flatMap(([place, body]) =>
    Object.entries(body?.content ?? {}).flatMap(([type, { examples = {} }]) =>
      Object.entries(examples).map(([name, { value }]): [string[], unknown] => [
        [...place, "content", type, "examples", name],
        value,
      ]),
    ),
  );
}
