/** Small programs that use a delivery's types as an editor meets them, by what they import. */
export const programs = {
  none: "export {};\n",
  "@proto-webhooks/types": `import type { Delivery } from "@proto-webhooks/types";

export function firstText({ events }: Delivery): string {
  for (const event of events) {
    if (event.type !== "new_messages") continue;
    for (const message of event.messages) {
      if (message.type === "text") return message.data.text;
      if (message.type === "carousel") return message.data.cards[0]?.title ?? "";
    }
  }
  return "";
}
`,
  "@octokit/webhooks-types": `import type { WebhookEvent } from "@octokit/webhooks-types";

export function firstText(event: WebhookEvent): string {
  if (!("action" in event)) return "";
  if ("issue" in event && event.action === "opened") return event.issue.title;
  if ("release" in event && event.action === "published") return event.release.tag_name;
  return "";
}
`,
} as const;

export type Program = keyof typeof programs;

export const programNames = Object.keys(programs) as Program[];
