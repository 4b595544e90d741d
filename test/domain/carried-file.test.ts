import { describe, expect, it } from 'vitest';
import { CARRIED_BYTES_MAX, copyName, isCarried, postIdOfCopy } from '../../src/domain/carried-file.js';

describe('a file is carried', () => {
  const file = { name: 'error.png', sizeBytes: 7 };
  it.each([
    ['from direct messages', 'im', {}, true],
    ['from a private channel', 'private', {}, true],
    ['from a group conversation', 'mpim', {}, true],
    ['of the largest size', 'im', { sizeBytes: BigInt(CARRIED_BYTES_MAX) }, true],
    ['not where everybody can open it', 'public', {}, false],
    ['not from where nobody knows who reads', 'unknown', {}, false],
    ['not if it is larger', 'im', { sizeBytes: CARRIED_BYTES_MAX + 1 }, false],
    ['not if it is empty', 'im', { sizeBytes: 0 }, false],
    ['not if Slack gave no more than a stub of it', 'im', { name: '', sizeBytes: null }, false],
  ] as const)('%s', (_case, kind, change, expected) => {
    expect(isCarried({ ...file, ...change }, kind)).toBe(expected);
  });
});

describe('the name of a copy', () => {
  it.each(['error.png', '1-2.txt', 'threadesk-9-x', ''])('says of which post it is (%j)', (name) => {
    expect(postIdOfCopy(copyName(42, name))).toBe(42);
  });

  it.each(['error.png', 'my-threadesk-7-x.png', 'threadesk-x-7.png', 'threadesk-7'])(
    "is no other file's (%j)",
    (name) => {
      expect(postIdOfCopy(name)).toBeNull();
    },
  );
});
