/** Slack's own dates in texts, `<!date^…>`: https://docs.slack.dev/messaging/formatting-message-text/#date-formatting */

const DAY_MS = 86_400_000;

type Parts = { timeZone: string; nowMs: number };

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone and form: to make one takes far longer than to use it, and a page of cards has hundreds of dates. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

function format(ms: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return formatter('en-US', { timeZone, ...options }).format(ms);
}

/** `2026-03-02`, as it is in the zone. */
function dayOf(ms: number, timeZone: string): string {
  return formatter('en-CA', { timeZone }).format(ms);
}

function ordinal(day: number): string {
  const isTeen = day % 100 >= 11 && day % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function longDate(ms: number, timeZone: string, weekday: boolean): string {
  const month = format(ms, timeZone, { month: 'long' });
  const day = ordinal(Number(format(ms, timeZone, { day: 'numeric' })));
  const year = format(ms, timeZone, { year: 'numeric' });
  const date = `${month} ${day}, ${year}`;
  return weekday ? `${format(ms, timeZone, { weekday: 'long' })}, ${date}` : date;
}

function shortDate(ms: number, timeZone: string): string {
  return format(ms, timeZone, { month: 'short', day: 'numeric', year: 'numeric' });
}

/** `today`, `yesterday` or `tomorrow` where it is, else what the plain form says. */
function pretty(ms: number, { timeZone, nowMs }: Parts, plain: string): string {
  const day = dayOf(ms, timeZone);
  if (day === dayOf(nowMs, timeZone)) return 'today';
  if (day === dayOf(nowMs - DAY_MS, timeZone)) return 'yesterday';
  if (day === dayOf(nowMs + DAY_MS, timeZone)) return 'tomorrow';
  return plain;
}

const AGO_UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function ago(ms: number, nowMs: number): string {
  const distance = ms - nowMs;
  const [unit, size] = AGO_UNITS.find(([, each]) => Math.abs(distance) >= each) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat('en-US').format(Math.round(distance / size), unit);
}

const TOKENS: Readonly<Record<string, (ms: number, parts: Parts) => string>> = {
  date_num: (ms, { timeZone }) => dayOf(ms, timeZone),
  date: (ms, { timeZone }) => longDate(ms, timeZone, false),
  date_pretty: (ms, parts) => pretty(ms, parts, longDate(ms, parts.timeZone, false)),
  date_short: (ms, { timeZone }) => shortDate(ms, timeZone),
  date_short_pretty: (ms, parts) => pretty(ms, parts, shortDate(ms, parts.timeZone)),
  date_long: (ms, { timeZone }) => longDate(ms, timeZone, true),
  date_long_pretty: (ms, parts) => pretty(ms, parts, longDate(ms, parts.timeZone, true)),
  day_divider_pretty: (ms, parts) => pretty(ms, parts, longDate(ms, parts.timeZone, true)),
  time: (ms, { timeZone }) => format(ms, timeZone, { hour: 'numeric', minute: '2-digit' }),
  time_secs: (ms, { timeZone }) =>
    format(ms, timeZone, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago: (ms, { nowMs }) => ago(ms, nowMs),
};

/**
 * What a person in `timeZone` reads for a date in a text. `seconds` since 1970; tokens that Slack does not know stay as they are.
 *
 * What begins with a small letter is written large, wherever in a sentence the date stands: Slack does so without saying so in its reference,
 * and those who write such dates put a zero-width space before them where they do not want that
 * (https://metacpan.org/pod/Slack::BlockKit::Block::RichText::Date).
 */
export function slackDate(seconds: number, pattern: string, parts: Parts): string {
  const words = pattern.replace(/\{(\w+)\}/g, (token, name: string) => {
    const write = TOKENS[name];
    return write ? write(seconds * 1000, parts) : token;
  });
  return words.charAt(0).toUpperCase() + words.slice(1);
}
