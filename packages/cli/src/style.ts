import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/**
 * Colours a text where its stream shows colours: a terminal, unless `NO_COLOR` is set, or anything when `FORCE_COLOR`
 * is.
 */
export function style(format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(format, text, { stream });
}
