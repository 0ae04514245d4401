import {
  author,
  card,
  carouselMessage,
  hyperlinkMessage,
  type MockChat,
  mediaMessage,
  newMessagesEvent,
  postbackButton,
  textButton,
  textMessage,
  urlButton,
} from "@proto-webhooks/mock-sender";
import batch from "@proto-webhooks/spec/examples/batch.json" with { type: "json" };
import seed from "@proto-webhooks/spec/examples/seed.json" with { type: "json" };
import type { SendMessage } from "@proto-webhooks/types";
import { buttonTypes, eventTypes, messageTypes } from "@proto-webhooks/validators";
import { addedScenes } from "./added-scenes.ts";
import type { Scene } from "./scene.ts";

/** What the bot answers when the human says something. */
export function botAnswer(message: SendMessage) {
  return message.type === "button"
    ? textMessage({ text: "The basic plan it is. You can change it at any time." })
    : textMessage({ text: "Your last bill was for two agents. Would you like to see the plans?" });
}

/** Everything that Proto documents, and two things that it does not. */
export const conversation: Scene[] = [
  {
    title: "The example of Proto's page",
    play: ({ raw }) => raw(JSON.stringify(seed)),
  },
  {
    title: "The bot suggests answers: quick replies",
    play: ({ chat }) =>
      chat.bot.text("Hello, what is it about?", {
        quickReplies: [{ title: "Billing", text: "I have a question about my bill" }, "Agent"],
      }),
  },
  {
    title: "Ada clicks a quick reply, which sends its text",
    play: ({ says }) =>
      says({ type: "text", data: { text: "I have a question about my bill" }, replyToken: "reply-1" }),
  },
  {
    title: "A carousel with a text, a postback and a URL button",
    play: ({ chat }) => chat.bot.send(plans()),
  },
  {
    title: "Ada clicks the postback button, which sends its data",
    play: ({ says }) => says({ type: "button", data: { postbackData: "plan=basic" }, replyToken: "reply-2" }),
  },
  {
    title: "An image, a video, a sound recording and a file",
    play: ({ chat }) => chat.bot.send(...media()),
  },
  {
    title: "A hyperlink",
    play: ({ chat }) =>
      chat.bot.send(hyperlinkMessage({ label: "Our opening hours", url: "https://www.example.com/hours" })),
  },
  {
    title: "An agent takes over",
    play: async ({ chat }) => {
      await chat.agent.takesOver();
      await chat.agent.text("Hello Ada, this is a person. How can I help?");
    },
  },
  {
    title: "Several events in one delivery",
    play: ({ raw }) => raw(JSON.stringify(batch)),
  },
  {
    title: "A message whose type the spec does not list",
    play: ({ chat, raw }) => raw(unlistedMessage(chat)),
  },
  {
    title: "An event whose type the spec does not list",
    play: ({ chat, raw }) => raw(unlistedEvent(chat)),
  },
  ...addedScenes(eventTypes, messageTypes, buttonTypes),
];

function plans() {
  const buttons = [
    textButton({ title: "Tell me more", text: "Tell me about the basic plan" }),
    postbackButton({ title: "Choose", postbackData: "plan=basic" }),
    urlButton({ title: "Compare", url: "https://www.example.com/plans", isWebview: true }),
  ];
  const basic = card({ title: "Basic plan", text: "One agent, email support", buttons });
  return carouselMessage({ cards: [basic] });
}

function media() {
  const files = {
    image: "receipt.png",
    video: "unboxing.mp4",
    audio: "greeting.mp3",
    file: "terms.pdf",
  } as const;
  return Object.entries(files).map(([type, filename]) =>
    mediaMessage({
      type: type as keyof typeof files,
      filename,
      url: `https://files.example.com/${filename}`,
    }),
  );
}

// These two have names that Proto will not choose: they are to stay unlisted, whatever is added to the spec.
function unlistedMessage(chat: MockChat): string {
  const message = { type: "some_future_message", author: author(), data: { stars: 5 } };
  return JSON.stringify({ events: [{ ...eventOf(chat), messages: [message] }] });
}

function unlistedEvent(chat: MockChat): string {
  const { messages: _, ...common } = eventOf(chat);
  return JSON.stringify({ events: [{ ...common, type: "some_future_event", stars: 5 }] });
}

function eventOf(chat: MockChat) {
  return newMessagesEvent({
    chat: { id: chat.id, human: chat.human },
    chatToken: chat.chatToken,
    messages: [],
  });
}
