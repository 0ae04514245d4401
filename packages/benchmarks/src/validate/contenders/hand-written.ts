/** What a careful programmer writes without a library: it stops at the first mistake and says where. */
export let mistake = "";

export function judge(delivery: unknown): boolean {
  return isObject(delivery) ? every(delivery.events, "events", isEvent) : wrong("delivery");
}

type Fields = Readonly<Record<string, unknown>>;

function isEvent(event: unknown): boolean {
  if (!isObject(event)) return wrong("event");
  if (!isString(event.type)) return wrong("type");
  if (!isChat(event.chat)) return false;
  if (!isObject(event.channel) || !isString(event.channel.id)) return wrong("channel");
  if (!isOptionalString(event.chatToken)) return wrong("chatToken");
  if (event.type !== "new_messages") return true;
  if (!isOptionalString(event.replyToken)) return wrong("replyToken");
  return every(event.messages, "messages", isMessage);
}

function isChat(chat: unknown): boolean {
  if (!isObject(chat) || !isString(chat.id)) return wrong("chat");
  const { human } = chat;
  return (isObject(human) && isString(human.id) && isString(human.name)) || wrong("human");
}

function isMessage(message: unknown): boolean {
  if (!isObject(message)) return wrong("message");
  const { author, data } = message;
  if (!isObject(author) || !isString(author.type) || !isString(author.id) || !isString(author.name)) {
    return wrong("author");
  }
  switch (message.type) {
    case "text":
      return isText(data);
    case "media":
      return isMedia(data);
    case "carousel":
      return isObject(data) ? every(data.cards, "cards", isCard, 10) : wrong("data");
    case "hyperlink":
      return (isObject(data) && isString(data.label) && isString(data.url)) || wrong("data");
    case "thirdparty_agent_takeover":
      return data === undefined || data === null || isObject(data) || wrong("data");
    default:
      return isString(message.type) || wrong("type");
  }
}

function isText(data: unknown): boolean {
  if (!isObject(data) || !isString(data.text)) return wrong("text");
  const { quickReplies } = data;
  return (
    quickReplies === undefined || quickReplies === null || every(quickReplies, "quickReplies", isQuickReply)
  );
}

function isQuickReply(reply: unknown): boolean {
  return (isObject(reply) && isString(reply.title) && isString(reply.text)) || wrong("quickReply");
}

function isMedia(data: unknown): boolean {
  if (!isObject(data) || !isString(data.url) || !isString(data.filename)) return wrong("media");
  const { type } = data;
  return type === "image" || type === "video" || type === "audio" || type === "file" || wrong("media type");
}

function isCard(card: unknown): boolean {
  if (!isObject(card) || !isString(card.title) || !isString(card.text) || !isString(card.imageUrl)) {
    return wrong("card");
  }
  return every(card.buttons, "buttons", isButton, 3);
}

function isButton(button: unknown): boolean {
  if (!isObject(button) || !isString(button.title)) return wrong("button");
  switch (button.type) {
    case "text":
      return isOptionalString(button.text) || wrong("text");
    case "postback":
      return isOptionalString(button.postbackData) || wrong("postbackData");
    case "url": {
      const { isWebview } = button;
      if (!isOptionalString(button.url)) return wrong("url");
      return (
        isWebview === undefined || isWebview === null || typeof isWebview === "boolean" || wrong("isWebview")
      );
    }
    default:
      return isString(button.type) || wrong("type");
  }
}

function every(
  list: unknown,
  where: string,
  judgeItem: (item: unknown) => boolean,
  most: number = Number.POSITIVE_INFINITY,
): boolean {
  if (!Array.isArray(list) || list.length > most) return wrong(where);
  for (const item of list) if (!judgeItem(item)) return false;
  return true;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isOptionalString(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "string";
}

function wrong(where: string): false {
  mistake = where;
  return false;
}
