import type { Schema } from "./spec.ts";

/** Where a section stands: its own heading, below that of a group. */
export interface Heading {
  group: string;
  title?: string;
}

/** The headings of the reference. A link and the section that it leads to take theirs from here. */
export const heading = {
  union: (schema: Schema): Heading => ({ group: `${words(schema)}s` }),
  branch: (union: Schema, branch: Schema): Heading => ({ group: `${words(union)}s`, title: words(branch) }),
  enum: (schema: Schema): Heading => ({ group: `${words(schema)}s` }),
  object: (schema: Schema): Heading => ({ group: "Objects", title: words(schema) }),
};

/** A Markdown link to a section, in the form of the ids that Redoc gives to headings. */
export function link({ group, title }: Heading, text: string): string {
  const id = [group, title]
    .filter((part) => part !== undefined)
    .map((part) => part.toLowerCase().replaceAll(" ", "-"));
  return `[${text}](#section/${id.join("/")})`;
}

/** `ThirdpartyAgentTakeoverMessage` → `Thirdparty agent takeover message`. */
function words({ title = "Untitled" }: Schema): string {
  const lower = title.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
