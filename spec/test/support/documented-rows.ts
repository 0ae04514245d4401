/** Every row of every table of Proto's page of webhook events: where it stands here, its name there, its type there. */
export const documentedRows: [schema: string, path: string, type: string][] = [
  // Common properties: of each event, also of one whose type is not listed.
  ...["NewMessagesEvent", "UnrecognizedEvent"].flatMap((event): [string, string, string][] => [
    [event, "chat", "Chat"],
    [event, "channel.id", "String"],
    [event, "chatToken", "Optional[String]"],
    [event, "type", "String"],
  ]),
  // ChatObject
  ["Chat", "id", "String"],
  ["Chat", "human.id", "String"],
  ["Chat", "human.name", "String"],
  // new_messages
  ["NewMessagesEvent", "messages", "Array[Message]"],
  ["NewMessagesEvent", "replyToken", "Optional[String]"],
  // MessageObject: of each message, also of one whose type is not listed.
  ...["Text", "Media", "Carousel", "Hyperlink", "ThirdpartyAgentTakeover", "Unrecognized"].flatMap(
    (message): [string, string, string][] => [
      [`${message}Message`, "type", "String"],
      [`${message}Message`, "author.type", "String"],
      [`${message}Message`, "author.id", "String"],
      [`${message}Message`, "author.name", "String"],
    ],
  ),
  ["TextMessage", "data", "TextData"],
  ["MediaMessage", "data", "MediaData"],
  ["CarouselMessage", "data", "CarouselData"],
  ["HyperlinkMessage", "data", "HyperlinkData"],
  // DataObject for text
  ["TextData", "text", "String"],
  ["TextData", "quickReplies", "Optional[Array[QuickReply]]"],
  // QuickReplyObject
  ["QuickReply", "title", "String"],
  ["QuickReply", "text", "String"],
  // DataObject for carousel
  ["CarouselData", "cards", "Array[Card]"],
  // CardObject
  ["Card", "title", "String"],
  ["Card", "text", "String"],
  ["Card", "imageUrl", "String"],
  ["Card", "buttons", "Array[Button]"],
  // ButtonObject
  ...["Text", "Postback", "Url", "Unrecognized"].flatMap((button): [string, string, string][] => [
    [`${button}Button`, "title", "String"],
    [`${button}Button`, "type", "String"],
  ]),
  ["TextButton", "text", "Optional[String]"],
  ["UrlButton", "url", "Optional[String]"],
  ["UrlButton", "isWebview", "Optional[Boolean]"],
  ["PostbackButton", "postbackData", "Optional[String]"],
  // DataObject for media
  ["MediaData", "type", "String"],
  ["MediaData", "url", "String"],
  ["MediaData", "filename", "String"],
  // DataObject for hyperlink
  ["HyperlinkData", "label", "String"],
  ["HyperlinkData", "url", "String"],
];
