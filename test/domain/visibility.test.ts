import { describe, expect, it } from 'vitest';
import { commentTypeFor } from '../../src/domain/visibility.js';

describe('the type of a comment', () => {
  const TABLE = [
    ['public', null, 'public', false],
    ['im', null, 'public', false],
    ['private', null, 'internal', false],
    ['mpim', null, 'internal', false],
    ['unknown', null, 'internal', true],
    ['public', 'request', 'public', false],
    ['private', 'request', 'public', false],
    ['mpim', 'request', 'internal', false],
    ['im', 'request', 'public', false],
    ['unknown', 'request', 'internal', true],
    ['public', 'triage', 'internal', false],
    ['private', 'triage', 'internal', false],
    ['im', 'triage', 'internal', false],
    ['mpim', 'triage', 'internal', false],
    ['unknown', 'triage', 'internal', false],
  ] as const;
  it.each(TABLE)('%s channel, role %s: %s, pending %s', (kind, role, commentType, isPending) => {
    expect(commentTypeFor({ kind, role })).toEqual({ commentType, isPending });
  });
});
