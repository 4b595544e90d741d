/** Times as a person reads them: in their own zone, on the workspace's clock. */

const kept = new Map<string, Intl.DateTimeFormat>();

function format(tz: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tz} ${name}`;
  const known = kept.get(key) ?? new Intl.DateTimeFormat('en-US', { ...options, timeZone: tz });
  kept.set(key, known);
  return known;
}

export function tsMs(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** `9:41 AM`, as Slack says it to whoever did not ask for 24 hours. */
export function timeOf(atMs: number, tz: string): string {
  return format(tz, 'time', { hour: 'numeric', minute: '2-digit' }).format(atMs);
}

/** `2026-03-02`, to compare days by. */
export function dayKey(atMs: number, tz: string): string {
  const parts = format(tz, 'key', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(atMs);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

const DAY_MS = 86_400_000;

/** `Today`, `Yesterday`, `Monday, March 2`, with the year where it is another. */
export function dayOf(atMs: number, nowMs: number, tz: string): string {
  const key = dayKey(atMs, tz);
  const today = dayKey(nowMs, tz);
  if (key === today) return 'Today';
  if (dayKey(atMs + DAY_MS, tz) === today) return 'Yesterday';
  const words = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  if (key.slice(0, 4) === today.slice(0, 4)) return format(tz, 'day', words).format(atMs);
  return format(tz, 'day of a year', { ...words, year: 'numeric' }).format(atMs);
}

/** `today at 9:41 AM`, `Monday, March 2 at 9:41 AM` */
export function momentOf(atMs: number, nowMs: number, tz: string): string {
  const day = dayOf(atMs, nowMs, tz);
  const said = day === 'Today' || day === 'Yesterday' ? day.toLowerCase() : day;
  return `${said} at ${timeOf(atMs, tz)}`;
}

/** `Mon, Mar 2, 2026, 9:41 AM` */
export function clockOf(atMs: number, tz: string): string {
  return format(tz, 'clock', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(atMs);
}
