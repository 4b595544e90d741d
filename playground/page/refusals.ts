/** What people read where something was not done. */
import { NOT_ANSWERING, Refused } from './ask.js';

/** For the codes with which the workspace refuses; what else it says are sentences. */
const WORDS: Readonly<Record<string, string>> = {
  already_reacted: 'You have reacted with that emoji already.',
  no_reaction: 'That reaction is not there any more.',
  thread_not_found: 'That thread is not there any more.',
  request_too_large: 'That is too large for the playground: at most 4 MB at once.',
};

/** What the workspace refused, in words; whatever else fails is that it does not answer. */
export function wordsOfFailure(error: unknown): string {
  return error instanceof Refused ? (WORDS[error.message] ?? error.message) : NOT_ANSWERING;
}

/**
 * What people read where the app did not ack: of a command its name, of anything else the app's. Nobody knows then whether it was
 * done, not even where the connection was lost: the app may have had it by then.
 */
export function wordsOfUnanswered(what: string, error = 'operation_timeout'): string {
  return `${what} did not answer (${error}). Look whether it was done, and try again if not.`;
}
