/** What stands where words were removed for good. */

/** Shown in place of a comment, a description or an earlier text. */
export const REDACTED = '[redacted]';
/** The title of a closed ticket whose texts are past their project's retention time. */
export const FORGOTTEN = '[forgotten]';
