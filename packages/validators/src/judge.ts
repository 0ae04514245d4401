/** Says whether a value fits a schema, and no more. */
export type Check = (value: unknown) => boolean;

/** What is wrong with a value, as Ajv writes it. */
export interface JudgeError {
  /** JSON pointer to the value. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** A compiled schema: says whether a value fits, and leaves the errors behind, until the next call, when it does not. */
export interface Judge {
  (value: unknown): boolean;
  errors?: JudgeError[] | null;
}
