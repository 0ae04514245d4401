import { Random } from "./random.ts";
import {
  agentPhrases,
  cannedAnswers,
  fallback,
  greeting,
  holdOn,
  menu,
  menuReplies,
  stillThere,
} from "./texts.ts";

/** One event as Proto's side means it: said once, however often it is sent. */
export interface Said {
  /** When, in milliseconds from the start. */
  readonly at: number;
  /** The number of the chat. */
  readonly chat: number;
  /** Which message of the human it follows, from 0: before the first. */
  readonly turn: number;
  readonly messages: readonly object[];
  /** The number of the first message in the corpus; the others follow. */
  readonly first: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Over how long the chats begin, in milliseconds. */
export const corpusMs: number = 3 * day;

/**
 * What bots and agents say in so many chats with humans, in the order of time. Shares and gaps are assumptions, as nobody has
 * published any: they are written here, one beside the other.
 */
export function corpusOf(chats: number, seed: number): readonly Said[] {
  const random = new Random(seed);
  const said: Said[] = [];
  let messages = 0;
  for (let chat = 0; chat < chats; chat++) {
    for (const one of new Conversation(chat, random).play()) {
      said.push({ ...one, first: messages });
      messages += one.messages.length;
    }
  }
  return said.toSorted((a, b) => a.at - b.at);
}

/** One chat, from the greeting to its end. */
class Conversation {
  readonly #chat: number;
  readonly #random: Random;
  readonly #said: Omit<Said, "first">[] = [];
  /** The bot asks whether the human is still there, and once more. */
  readonly #asks: boolean;
  #at: number;
  #turn = 0;

  constructor(chat: number, random: Random) {
    this.#chat = chat;
    this.#random = random;
    this.#asks = random.isLikely(0.5);
    this.#at = random.between(0, corpusMs);
  }

  play(): readonly Omit<Said, "first">[] {
    const random = this.#random;
    this.#say(800, ...welcome);
    for (let turns = random.between(1, 5); turns > 0; turns--) {
      this.#humanWrites();
      this.#botAnswers();
    }
    if (!random.isLikely(0.3)) return this.#said;
    this.#say(minute, takeover, agent(`Hello, this is ${agentName}.`));
    for (let turns = random.between(1, 6); turns > 0; turns--) {
      this.#humanWrites();
      this.#agentAnswers();
    }
    return this.#said;
  }

  /** Most humans answer within two minutes, some after a coffee, a few on the next day. Half of the bots ask meanwhile. */
  #humanWrites(): void {
    const random = this.#random;
    const kind = random.next();
    let gap: number;
    if (kind < 0.9) gap = random.between(4_000, 2 * minute);
    else if (kind < 0.97) gap = random.between(2 * minute, 20 * minute);
    else gap = random.between(hour, 22 * hour);
    const until = this.#at + gap;
    for (let asked = 0; this.#asks && asked < 2 && until - this.#at > 5 * minute; asked++) {
      this.#say(5 * minute, bot(stillThere));
    }
    this.#at = until;
    this.#turn++;
    // Who comes back after hours is a new visitor to most bots.
    if (gap > hour) this.#say(this.#soon(), ...welcome);
  }

  #botAnswers(): void {
    const random = this.#random;
    const kind = random.next();
    if (kind < 0.3) this.#say(this.#soon(), bot(random.oneOf(cannedAnswers)));
    else if (kind < 0.42) this.#say(this.#soon(), bot(menu, menuReplies));
    else if (kind < 0.52) this.#say(this.#soon(), bot(fallback));
    else if (kind < 0.64) {
      this.#say(this.#soon(), bot(holdOn));
      // A slow system behind the bot.
      if (random.isLikely(0.2)) this.#say(random.between(8_000, 20_000), bot(holdOn));
      this.#say(random.between(3_000, 15_000), bot(this.#news()));
    } else if (kind < 0.82) this.#say(this.#soon(), bot(this.#news()), bot("Is there anything else?"));
    else this.#say(this.#soon(), bot(this.#news()));
  }

  #agentAnswers(): void {
    const random = this.#random;
    for (let events = random.between(1, 3); events > 0; events--) {
      const text = random.isLikely(0.45) ? random.oneOf(agentPhrases) : this.#news();
      this.#say(random.between(3_000, 1.5 * minute), agent(text));
      // Who is in a hurry presses twice.
      if (random.isLikely(0.01)) this.#say(random.between(300, 3_000), agent(text));
    }
  }

  #say(afterMs: number, ...messages: readonly object[]): void {
    this.#at += afterMs;
    this.#said.push({ at: this.#at, chat: this.#chat, turn: this.#turn, messages });
  }

  #soon(): number {
    return this.#random.between(400, 2_500);
  }

  /** What is said once only: it holds a number of an order. */
  #news(): string {
    return `Order ${this.#random.between(100_000_000, 999_999_999)} is on its way.`;
  }
}

const agentName = "Zoë";
const botAuthor = { type: "bot", id: "bot_1", name: "Support bot" };
const agentAuthor = { type: "agent", id: "agent_3", name: agentName };
const takeover = { type: "thirdparty_agent_takeover", author: agentAuthor, data: {} };

const welcome = [bot(greeting), bot(menu, menuReplies)];

function bot(text: string, quickReplies?: readonly string[]): object {
  const replies = quickReplies?.map((title) => ({ title, text: title }));
  return { type: "text", author: botAuthor, data: { text, ...(replies && { quickReplies: replies }) } };
}

function agent(text: string): object {
  return { type: "text", author: agentAuthor, data: { text } };
}
