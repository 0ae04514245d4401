import { readingOrder } from "./reading-order.ts";
import type { Spec } from "./spec.ts";
import { typeSections } from "./type-sections.ts";

/**
 * The spec as Redoc is given it: the same, with its schemas in reading order, and with a way back and a section for
 * each type in its description.
 *
 * @param root the way from the folder of the page to the root of the site.
 * @param types those sections, where they were made before: `src/gen/reference.md`.
 */
export function referenceSpec(spec: Spec, root = "", types: string = typeSections(spec)): Spec {
  const pages = `[Start page and decisions](${root}index.html)`;
  const description = `${pages}\n\n${spec.info.description ?? ""}\n\n${types}\n`;
  return {
    ...spec,
    info: { ...spec.info, description },
    components: { ...spec.components, schemas: Object.fromEntries(readingOrder(spec)) },
  };
}
