import { mapSchemas, type Schema, type Spec } from "@proto-webhooks/scripts/generator";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import type { PublicSchema } from "./public-schemas.ts";

/** `paths`, `webhooks`, `operations` and `components`, as openapi-typescript and the libraries around it know them. */
export async function apiTypes(spec: Spec, schemas: Record<string, PublicSchema>): Promise<string> {
  const bare = mapSchemas(schemas, withoutAnnotations);
  const document = { ...spec, components: { ...spec.components, schemas: bare } } as unknown as OpenAPI3;
  const nodes = await openapiTS(document, {
    emptyObjectsUnknown: true,
    inject: 'import type { Unrecognized } from "../unrecognized.ts";\n',
    silent: true,
    transform: (schema) => {
      const { tsType } = schema as PublicSchema;
      return tsType === undefined ? undefined : typeNode(tsType);
    },
  });
  return astToString(nodes);
}

/** The node of a `tsType`: names and string literals, joined by `|`. */
function typeNode(tsType: string): ts.TypeNode {
  const members = tsType
    .split(" | ")
    .map((member) =>
      member.startsWith('"')
        ? ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(JSON.parse(member)))
        : ts.factory.createTypeReferenceNode(member),
    );
  return ts.factory.createUnionTypeNode(members);
}

/** The named types carry the doc comments; a second copy would double what an editor reads. */
function withoutAnnotations({ title: _, description: __, examples: ___, ...schema }: Schema): Schema {
  return schema;
}
