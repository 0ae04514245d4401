import type { Spec } from "@proto-webhooks/scripts/generator";

/** The part of the spec that says where the Messaging API is. */
interface MessagingApi extends Spec {
  servers: { url: string }[];
  security: Record<string, unknown>[];
  paths: Record<string, Record<string, { operationId?: string }>>;
  components: Spec["components"] & { securitySchemes: Record<string, { in: string; name: string }> };
}

/** Where the Messaging API is: its URL, its paths by operation, and the header that holds the token. */
export function messagingApi(spec: Spec): string {
  const { servers, security, paths, components } = spec as MessagingApi;
  const [url] = servers.map((server) => server.url);
  const [scheme] = security.flatMap((requirement) => Object.keys(requirement));
  const token = components.securitySchemes[scheme ?? ""];
  if (!url || token?.in !== "header") {
    throw new Error("spec/openapi.yaml: the mock needs a server, and a token that is sent in a header.");
  }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap(({ operationId }) => (operationId ? [[operationId, path]] : [])),
  );
  return [
    "/** Proto's own URL of the Messaging API. */",
    `export const serverUrl: string = ${JSON.stringify(url)};`,
    "",
    "/** The header in which Proto expects the personal access token. */",
    `export const tokenHeader: string = ${JSON.stringify(token.name)};`,
    "",
    "/** The path of each operation. */",
    `export const operationPaths = ${JSON.stringify(Object.fromEntries(operations), null, 2)} as const;`,
  ].join("\n");
}
