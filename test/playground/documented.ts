/** What Slack documents of the Web API: the arguments of a method with their types, and the codes with which it refuses. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SlackServer } from '../../playground/server.js';
import { findPackageRoot } from '../../src/database/package-root.js';

type Documented = {
  errorsOfEveryMethod: readonly string[];
  /** An argument is `string!` where it is required. */
  methods: Readonly<
    Record<string, { arguments: Readonly<Record<string, string>>; errors: readonly string[] }>
  >;
};

const PATH = join(findPackageRoot(), 'test', 'fixtures', 'web-api-methods.json');

export const DOCUMENTED: Documented = JSON.parse(readFileSync(PATH, 'utf8'));

/** What is reported of Slack all the same, with any method. */
const SEEN_EVERYWHERE = ['invalid_arguments', 'invalid_auth', 'invalid_json', 'request_too_large'];

/** What is reported of Slack with a method whose page does not name it, or is the box being stricter (docs/playground.md). */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  invalid_attachments: ['chat.postMessage'],
  invalid_limit: ['conversations.history', 'conversations.replies', 'users.list'],
  invalid_metadata_format: ['chat.postEphemeral'],
  msg_too_long: ['chat.postMessage'],
  metadata_too_large: ['chat.postEphemeral'],
  not_in_channel: [
    'chat.delete',
    'chat.getPermalink',
    'chat.update',
    'conversations.replies',
    'reactions.add',
    'reactions.get',
    'reactions.remove',
  ],
  thread_not_found: ['chat.postMessage', 'files.completeUploadExternal'],
  user_not_found: ['users.conversations'],
};

function isDocumented(method: string, error: string): boolean {
  return (
    DOCUMENTED.errorsOfEveryMethod.includes(error) ||
    SEEN_EVERYWHERE.includes(error) ||
    DOCUMENTED.methods[method]?.errors.includes(error) === true ||
    SEEN[error]?.includes(method) === true
  );
}

/** The refusals so far that Slack does not document for their method. What a fault answers is up to the test. */
export function undocumentedRefusals(slack: SlackServer): string[] {
  return slack.calls
    .filter(({ fault, result }) => !fault && result.ok === false)
    .map(({ method, result }) => ({ method, error: String(result.error) }))
    .filter(({ method, error }) => !isDocumented(method, error))
    .map(({ method, error }) => `${method}: ${error}`);
}
