import type { Spec } from "./spec.ts";
import { typeSections } from "./type-sections.ts";

/** The spec as Redoc is given it: the same, with a section for each type at the end of its description. */
export function referenceSpec(spec: Spec): Spec {
  const description = `${spec.info.description ?? ""}\n\n${typeSections(spec)}\n`;
  return { ...spec, info: { ...spec.info, description } };
}
