/** Follows the permalink in the address, once: as somebody who can see what it leads to, in the left pane. */
import { useEffect, useState } from 'react';
import { peopleToBe } from '../live/people-to-be.js';
import type { Lobby, Screen } from '../live/protocol.js';
import { ask } from './ask.js';
import { personNamed } from './people-words.js';
import { findPlace } from './slack/find-place.js';
import { goIn } from './where.js';
import { type Permalink, readPermalink, readWhere, type Spot } from './where-hash.js';

/** Whoever sits in the left pane comes first. */
function candidates(lobby: Lobby): { id: string; name: string }[] {
  const sitting = personNamed(lobby, readWhere(window.location.hash).left.as);
  return [...new Set([...(sitting ? [sitting] : []), ...peopleToBe(lobby)])];
}

async function spotFor(id: string, { channelId, ts, threadTs }: Permalink): Promise<Omit<Spot, 'as'> | null> {
  if (ts === null) {
    const { place } = await ask<Screen>('screen', { as: id, channel: channelId });
    return place && { place: channelId, thread: null, mark: null };
  }
  const found = await findPlace(id, channelId, ts);
  return found && { place: channelId, thread: found.threadTs ?? threadTs, mark: ts };
}

async function follow(lobby: Lobby, link: Permalink): Promise<boolean> {
  for (const { id, name } of candidates(lobby)) {
    const spot = await spotFor(id, link);
    if (!spot) continue;
    goIn('left', { as: name, ...spot }, { isQuiet: true });
    return true;
  }
  return false;
}

export type DeepLink = 'underway' | 'done' | 'leads nowhere';

function beginning(link: Permalink | null): DeepLink {
  if (link) return 'underway';
  return window.location.pathname === '/' ? 'done' : 'leads nowhere';
}

export function useDeepLink(lobby: Lobby | null): DeepLink {
  const [link] = useState(() => readPermalink(window.location.pathname, window.location.search));
  const [state, setState] = useState<DeepLink>(() => beginning(link));
  useEffect(() => {
    if (!lobby || !link || state !== 'underway') return;
    follow(lobby, link).then(
      (isFound) => setState(isFound ? 'done' : 'leads nowhere'),
      () => setState('leads nowhere'),
    );
  }, [lobby, link, state]);
  return state;
}
