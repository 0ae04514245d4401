import { globSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Oas3Rule, Source } from "@redocly/openapi-core";

/** Every file of the spec is used, and every example is listed once. */
export const used: Oas3Rule = () => {
  const sources = new Map<string, Source>();
  return {
    ref: (_node, _ctx, { location }) => {
      if (location) sources.set(location.source.absoluteRef, location.source);
    },
    Root: {
      leave(_root, ctx) {
        const { source } = ctx.location;
        const folder = dirname(source.absoluteRef);
        const listed = new Set<string>();
        for (const { file, line, from } of [source, ...sources.values()].flatMap(examplesIn)) {
          if (listed.has(file)) {
            const message = `${nameIn(folder, file)} is listed twice.\nTake it out in one of the two places.`;
            ctx.report({ message, ...lineOf(from, line) });
          }
          listed.add(file);
        }
        const files = globSync(["{schemas,parameters,responses}/**/*.yaml", "examples/**/*.json"], {
          cwd: folder,
        }).sort();
        for (const file of files.map((name) => join(folder, name))) {
          if (sources.has(file) || listed.has(file)) continue;
          const name = nameIn(folder, file);
          const message = name.startsWith("examples/")
            ? `${name} is listed nowhere.\nList it in openapi.yaml with \`externalValue\`, or remove the file.`
            : `${name} is used by nothing.\nRefer to it from where it belongs, or remove the file.`;
          ctx.report({ message, ...lineOf(new Source(file, ""), 1) });
        }
      },
    },
  };
};

/** A payload has become a value before the rules run: where it stood is in the text only. */
function examplesIn(from: Source): { file: string; line: number; from: Source }[] {
  return from.getLines().flatMap((text, i) => {
    const name = /^\s*externalValue:\s*["']?([^\s"']+)/.exec(text)?.[1];
    return name === undefined ? [] : [{ file: join(dirname(from.absoluteRef), name), line: i + 1, from }];
  });
}

function nameIn(folder: string, file: string): string {
  return relative(folder, file).replaceAll("\\", "/");
}

/** A place that has no pointer. */
function lineOf(source: Source, line: number): { location: object } {
  return { location: { source, start: { line, col: 1 }, pointer: undefined } };
}
