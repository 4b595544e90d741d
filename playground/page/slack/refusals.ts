/** What people read for the codes with which the workspace refuses. */

const WORDS: Readonly<Record<string, string>> = {
  already_reacted: 'You have reacted with that emoji already.',
  no_reaction: 'That reaction is not there any more.',
  thread_not_found: 'That thread is not there any more.',
  request_too_large: 'That is too large for the playground: at most 4 MB at once.',
};

export function wordsOfRefusal(message: string): string {
  return WORDS[message] ?? message;
}
