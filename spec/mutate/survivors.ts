/** Mutants that nothing can tell from the spec, with the reason. They count as survivors. */
const reasons: Record<string, string[]> = {
  "It lists no property, so neither reading closes it: the keyword is for people.": [
    "ThirdpartyAgentTakeoverData: additionalProperties removed",
  ],
  "Nothing is unrecognized in the strict reading, and the tolerant one leaves all objects open.": [
    "UnrecognizedButton: additionalProperties true",
    "UnrecognizedEvent: additionalProperties true",
    "UnrecognizedMessage: additionalProperties true",
  ],
  "Nothing is unrecognized in the strict reading, and the tolerant one has no format.": [
    "UnrecognizedButton.type: format added",
    "UnrecognizedButton.title: format added",
    "UnrecognizedEvent.type: format added",
    "UnrecognizedEvent.chatToken: format added",
    "UnrecognizedMessage.type: format added",
  ],
  "It may be anything: it is named for types and docs, which have tests of their own.": [
    "UnrecognizedMessage: properties data removed",
    "UnrecognizedMessage: properties data renamed",
  ],
};

/** The reason of each survivor, by the mutant's id. */
export const survivors: ReadonlyMap<string, string> = new Map(
  Object.entries(reasons).flatMap(([reason, ids]) => ids.map((id): [string, string] => [id, reason])),
);
