/** A refusal in Slack's own words: the code that the Web API answers with, its messages, and what else stands beside the code. */

import type { JsonObject } from './types.js';

export class SlackError extends Error {
  override name = 'SlackError';

  constructor(
    readonly code: string,
    readonly messages: readonly string[] = [],
    readonly details: JsonObject = {},
  ) {
    super(messages.length > 0 ? `${code}: ${messages.join('; ')}` : code);
  }
}

/** What a person did that Slack's own client would not let them do. */
export class NotPossible extends Error {
  override name = 'NotPossible';
}
