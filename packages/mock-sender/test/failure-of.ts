import { stripVTControlCharacters } from "node:util";

/** The message of an expectation that fails, with what is printed as an object in one line. */
export function failureOf(expectation: () => unknown): string {
  try {
    expectation();
  } catch (error) {
    const message = stripVTControlCharacters((error as Error).message);
    return message.replace(/(?<=^|: )Object \{[\s\S]*?^\}/gm, (all) =>
      all.replace(/\s+/g, " ").replaceAll("Object ", ""),
    );
  }
  throw new Error("It did not fail.");
}
