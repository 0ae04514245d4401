import { expect, test } from "vitest";
import { kindOfKey } from "./kind-of-key.ts";

test.each([
  [
    "token",
    "chatToken replyToken accessToken token refresh_tokens TOKEN X-Proto-Token clientSecret secret password",
  ],
  ["token", "apiKey api_key APIKey access-key sessionId authorization auth signature cookie jwt tokenValue"],
  ["id", "id ID externalId external_id ids chatIDs uuid HumanId"],
  ["email", "email emails emailAddress e-mail workMail EMAIL"],
  ["phone", "phone phoneNumber phone_number mobile telephone homePhone tel whatsapp"],
  ["picture", "profilePicUrl avatar avatarUrl profilePicture photo"],
  ["name", "name firstName last_name username displayName names nickname"],
  [
    undefined,
    "type text title label url imageUrl filename data buttons events author human chat monkey key idea",
  ],
  [undefined, "postbackData isWebview namespace keyboard tokenize value grid valid __proto__ 王 "],
])("%s: %s", (kind, keys) => {
  for (const key of keys.split(" ")) expect([key, kindOfKey(key)]).toEqual([key, kind]);
});
