/** The one error whose words are meant for the person who caused it; every other error is logged, never shown. */

/**
 * Refuses what a person asked for. `message` is shown to them as it is: it says what is wrong and what to do next, in whole
 * sentences, and holds no internal detail. It is plain text, escaped where it is shown, in which backticks mark what to type. `field` is
 * the block id of the modal field it belongs to, where there is one; `fields` has a message for each, where there are several.
 * Thrown inside a transaction it rolls the transaction back.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly field: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  /** Number of a confidential ticket that this person may open with a reason: offered where there is room for a button. */
  readonly reasonOpens: string | undefined;

  constructor(
    message: string,
    options: {
      field?: string;
      fields?: Readonly<Record<string, string>>;
      reasonOpens?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.field = options.field;
    this.reasonOpens = options.reasonOpens;
    this.fields = options.fields ?? (options.field === undefined ? {} : { [options.field]: message });
  }
}

/** Whether an unknown thrown value may be shown to a person. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof UserError;
}
