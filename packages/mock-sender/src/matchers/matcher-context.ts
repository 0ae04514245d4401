/** What vitest and jest have in common of what a matcher finds in `this`. */
export interface MatcherContext {
  readonly isNot?: boolean;
  /** `"resolves"`, `"rejects"` or nothing. */
  readonly promise?: string;
  readonly customTesters?: readonly unknown[];
  equals(a: unknown, b: unknown, customTesters?: unknown[]): boolean;
  readonly utils: {
    diff(expected: unknown, received: unknown, options?: object): string | null | undefined;
    matcherHint(name: string, received?: string, expected?: string, options?: object): string;
    printExpected(value: unknown): string;
    printReceived(value: unknown): string;
    iterableEquality: unknown;
    subsetEquality: unknown;
  };
}

/** What a matcher gives back. */
export interface MatcherResult {
  pass: boolean;
  message: () => string;
}

/** The first line of a message: `expect(chat).not.toHaveReplied(expected)`. */
export function hintOf(context: MatcherContext, name: string, received: string, expected: string): string {
  const { isNot, promise } = context;
  const options = { ...(isNot && { isNot }), ...(promise && { promise }) };
  return context.utils.matcherHint(name, received, expected, options);
}
