import { InvalidArgumentError } from "commander";

/** A whole number within bounds. */
export function wholeNumber(what: string, lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= lowest && number <= highest) return number;
    throw new InvalidArgumentError(`${what} is a whole number from ${lowest} to ${highest}.`);
  };
}

/** A port to listen on; 0 takes any that is free. */
export const parsePort: (text: string) => number = wholeNumber("A port", 0, 65_535);
