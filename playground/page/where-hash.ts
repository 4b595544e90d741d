/** How what is open in both panes is written in the address. */

export type Side = 'left' | 'right';

export type Spot = {
  /** A person's name or id. */
  as: string;
  /** A channel's id or name, or `home`; null where it is the first there is. */
  place: string | null;
  thread: string | null;
  /** The message that a link led to. */
  mark: string | null;
};

export type Where = { left: Spot; right: Spot; isTwo: boolean };

export const HOME = 'home';

const FIRST: Where = {
  left: { as: 'Bo', place: 'it-help', thread: null, mark: null },
  right: { as: 'Ana', place: 'it-triage', thread: null, mark: null },
  isTwo: true,
};

/** `Bo/C0ITHELP02/1772.0001/1772.0002`: who, where, which thread, which message; `-` for what is not there. */
function readSpot(text: string | null, first: Spot): Spot {
  if (text === null) return first;
  const [as = '', place, thread, mark] = text.split('/').map((part) => (part === '-' ? '' : part));
  return { as: as || first.as, place: place || null, thread: thread || null, mark: mark || null };
}

function writeSpot({ as, place, thread, mark }: Spot): string {
  const parts = [as, place, thread, mark].map((part) => part ?? '-');
  return parts.join('/').replace(/(?:\/-)+$/, '');
}

export function readWhere(hash: string): Where {
  const search = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    left: readSpot(search.get('left'), FIRST.left),
    right: readSpot(search.get('right'), FIRST.right),
    isTwo: search.get('panes') !== '1',
  };
}

export function writeWhere({ left, right, isTwo }: Where): string {
  return `#left=${writeSpot(left)}&right=${writeSpot(right)}${isTwo ? '' : '&panes=1'}`;
}

/** Another person or place leaves thread and mark behind. */
export function moved(spot: Spot, change: Partial<Spot>): Spot {
  const isElsewhere = change.as !== undefined || change.place !== undefined;
  return { ...spot, ...(isElsewhere ? { thread: null, mark: null } : {}), ...change };
}

export type Permalink = { channelId: string; ts: string | null; threadTs: string | null };

/** `/archives/C…/p1772000000000100?thread_ts=…`, or null for any other address. */
export function readPermalink(pathname: string, search: string): Permalink | null {
  const match = /^\/archives\/([A-Z0-9]+)(?:\/p(\d+)(\d{6}))?$/.exec(pathname);
  if (!match) return null;
  const [, channelId = '', seconds, rest] = match;
  const ts = seconds === undefined ? null : `${seconds}.${rest}`;
  return { channelId, ts, threadTs: new URLSearchParams(search).get('thread_ts') };
}

export function permalinkOf(domain: string, channelId: string, ts: string, threadTs: string | null): string {
  const base = `https://${domain}.slack.com/archives/${channelId}/p${ts.replace('.', '')}`;
  return threadTs === null || threadTs === ts ? base : `${base}?thread_ts=${threadTs}&cid=${channelId}`;
}
