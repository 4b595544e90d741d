/** Which files of a ticket are given anew in its other thread, and what their copies are called. */
import type { ChannelKind } from './visibility.js';

/** A copy is held in memory on its way, up to eight at a time. Larger ones are linked, as before. */
export const CARRIED_BYTES_MAX = 25 * 1024 * 1024;

/** Files of a public channel can be opened by everybody; those of a conversation that others are not in, by nobody else. */
export function isCarried(
  file: { sizeBytes: bigint | number | null; name: string },
  givenIn: ChannelKind | 'unknown',
): boolean {
  if (givenIn === 'public' || givenIn === 'unknown') return false;
  return (
    file.name !== '' && file.sizeBytes !== null && file.sizeBytes > 0 && file.sizeBytes <= CARRIED_BYTES_MAX
  );
}

const MARK = /^threadesk-(\d+)-/;

/** By this a copy is found again in a conversation, when it is not known whether it got there: no message of a file has metadata. */
export function copyName(postId: number, name: string): string {
  return `threadesk-${postId}-${name}`;
}

/** The post that a copy of this name is of; null for every other file. */
export function postIdOfCopy(name: string): number | null {
  const [, id] = MARK.exec(name) ?? [];
  return id === undefined ? null : Number(id);
}
