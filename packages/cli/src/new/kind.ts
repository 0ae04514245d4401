/** What `new` has to know of a kind of types. What all types of a kind have, it reads in the spec. */
export interface Kind {
  /** The schema that lists the types, and the end of their schemas' names. */
  union: "Event" | "Message" | "Button";
  /** Whether what the type has of its own stands in a schema of its own, below `data`. */
  hasData: boolean;
  /** The example that the new one is made of, and where in it one of this kind stands. */
  example: string;
  place: (string | number)[];
  /** The name of the new example. */
  exampleName: (words: string) => string;
}

const event = ["events", 0];
const message = [...event, "messages", 0];

/** The kinds of types that can be added, by the word on the command line. */
export const kinds: { event: Kind; message: Kind; button: Kind } = {
  event: {
    union: "Event",
    hasData: false,
    example: "text",
    place: event,
    exampleName: (words) => words,
  },
  message: {
    union: "Message",
    hasData: true,
    example: "text",
    place: message,
    exampleName: (words) => words,
  },
  button: {
    union: "Button",
    hasData: false,
    example: "carousel-text-button",
    place: [...message, "data", "cards", 0, "buttons", 0],
    exampleName: (words) => `carousel-${words}-button`,
  },
};
