import type { ChatHuman, CreateChat, HumanFields, HumanProfile } from "@proto-webhooks/types";

/** A chat as the mock knows it. */
export interface ChatRecord {
  readonly id: string;
  readonly channelId: string;
  /** What was told of the human so far. */
  readonly human: HumanProfile;
  readonly chatToken: string | null | undefined;
}

/** The humans and chats of one mock Proto. Ids are counted: the same calls give the same ids. */
export interface State {
  createHuman(channelId: string, fields: HumanFields): HumanProfile;
  findHuman(channelId: string, id: string): HumanProfile | undefined;
  /** @returns undefined when it names a human that there is not. */
  createChat(channelId: string, fields: CreateChat): ChatRecord | undefined;
  findChat(channelId: string, id: string): ChatRecord | undefined;
  /** All humans, in the order in which they were created. */
  humans(): HumanProfile[];
  /** All chats, in the order in which they were created. */
  chats(): ChatRecord[];
  clear(): void;
}

export function createState(): State {
  // By channel and id: a human of one channel is unknown in another.
  const humans = new Map<string, HumanProfile>();
  const chats = new Map<string, ChatRecord>();
  const key = (channelId: string, id: string) => JSON.stringify([channelId, id]);

  const createHuman = (channelId: string, fields: HumanFields): HumanProfile => {
    const human = { ...fields, id: `human_${humans.size + 1}` };
    humans.set(key(channelId, human.id), human);
    return human;
  };
  const findHuman = (channelId: string, id: string) => humans.get(key(channelId, id));
  const createOrUpdate = (channelId: string, { id, ...fields }: ChatHuman) => {
    if (id === undefined || id === null) return createHuman(channelId, fields);
    const human = findHuman(channelId, id);
    return human && Object.assign(human, fields);
  };
  return {
    createHuman,
    findHuman,
    createChat(channelId, { human: fields = {}, chatToken }) {
      const human = createOrUpdate(channelId, fields);
      if (!human) return undefined;
      const chat = { id: `chat_${chats.size + 1}`, channelId, human, chatToken };
      chats.set(key(channelId, chat.id), chat);
      return chat;
    },
    findChat: (channelId, id) => chats.get(key(channelId, id)),
    humans: () => [...humans.values()],
    chats: () => [...chats.values()],
    clear() {
      humans.clear();
      chats.clear();
    },
  };
}
