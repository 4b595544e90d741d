/** Puts in place of a channel's name its id, and of a channel that cannot be seen one that can. */
import { useEffect } from 'react';
import type { ChannelRow } from '../../live/protocol.js';
import { goIn } from '../where.js';
import { HOME, type Side, type Spot } from '../where-hash.js';
import type { Looked } from './use-screen.js';

/** Ids are capital letters, names of channels are small ones. */
export function idIn(place: string | null): string | null {
  return place !== null && /^[A-Z][A-Z0-9]+$/.test(place) ? place : null;
}

/** Where somebody goes who is nowhere: a channel with something new, else the first they are in. */
function firstOf(channels: readonly ChannelRow[]): ChannelRow | undefined {
  const own = channels.filter(({ isMember, isArchived }) => isMember && !isArchived);
  return own.find(({ unreadCount }) => unreadCount > 0) ?? own[0];
}

/** What is to be open instead, or null where it is as it should be. */
function settledPlace(place: string | null, channels: readonly ChannelRow[]): string | null {
  if (place === HOME) return null;
  if (place !== null && channels.some(({ id }) => id === place)) return null;
  const named = channels.find(
    ({ name, kind }) => name === place && (kind === 'public' || kind === 'private'),
  );
  return (named ?? firstOf(channels))?.id ?? HOME;
}

export function useSettledSpot(side: Side, spot: Spot, looked: Looked | null): void {
  const { place, thread, mark } = spot;
  const channels = looked?.screen.channels;
  const isCurrent = looked?.look.channel === idIn(place);
  useEffect(() => {
    if (!channels || !isCurrent) return;
    const settled = settledPlace(place, channels);
    if (settled === null) return;
    const isSame = channels.some(({ id, name }) => id === settled && name === place);
    goIn(side, { place: settled, ...(isSame ? { thread, mark } : {}) }, { isQuiet: true });
  }, [side, place, thread, mark, channels, isCurrent]);
}
