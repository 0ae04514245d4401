/** The types that the spec lists, for peers whose schemas must tell an unrecognized member from a wrong one. */
export const listedEvents: ReadonlySet<unknown> = new Set(["new_messages"]);
export const listedMessages: ReadonlySet<unknown> = new Set([
  "text",
  "media",
  "carousel",
  "hyperlink",
  "thirdparty_agent_takeover",
]);
export const listedButtons: ReadonlySet<unknown> = new Set(["text", "postback", "url"]);
