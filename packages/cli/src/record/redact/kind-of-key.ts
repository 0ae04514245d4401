/** What a value is that must not be recorded: it decides what stands in its place. */
export type Kind = "token" | "id" | "email" | "phone" | "picture" | "name";

/**
 * The words that a property's name ends with, or has anywhere, and what its value is then. The first row that fits
 * decides. It covers the fields of the spec (`id`, `name`, `chatToken`, `replyToken`, `accessToken`, `externalId`,
 * `email`, `phoneNumber`, `profilePicUrl`), and those that nobody has told us of.
 */
const rows: readonly (readonly [Kind, RegExp])[] = [
  [
    "token",
    /(?:^| )(?:tokens?|secrets?|password|passwd|passphrase|pwd|auth|authorization|credentials?|cookies?|session|signature|sig|hmac|jwt|bearer|otp|pin|nonce|apikey)(?: |$)|(?:api|access|private|secret|signing|shared) keys?$/,
  ],
  ["email", /(?:^| )(?:e ?)?mails?(?: |$)/],
  ["phone", /(?:^| )(?:tele)?(?:phones?|mobile|msisdn|tel|fax|whatsapp)(?: |$)/],
  ["picture", /(?:^| )(?:avatar|photo|portrait)(?: |$)|(?:^| )profile (?:pic|picture|image)(?: |$)/],
  ["id", /(?:^| )(?:ids?|uuids?|guids?)$/],
  ["name", /(?:^| )(?:names?|surname|nickname|username|firstname|lastname|fullname|displayname)$/],
];

/** What the value of a property is, judged by the property's name; undefined when it may be recorded. */
export function kindOfKey(key: string): Kind | undefined {
  const words = key
    .replace(/IDs(?!\p{Ll})/gu, "Ids")
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
  return rows.find(([, pattern]) => pattern.test(words))?.[0];
}
