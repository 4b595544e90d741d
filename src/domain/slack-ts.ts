/** Slack's message timestamps ("1719211546.331399"): ids whose order is time, which floating point cannot hold exactly. */

const SLACK_TS = /^(\d{1,12})\.(\d{1,6})$/;

/** Whether a value looks like a Slack ts: seconds since 1970, a dot, up to six digits of fraction. */
export function isSlackTs(value: string): boolean {
  return SLACK_TS.test(value);
}

/**
 * Negative, zero or positive as `left` is earlier than, the same as or later than `right`, to the microsecond. Throws a RangeError
 * on anything that is no Slack ts.
 */
export function compareTs(left: string, right: string): number {
  const [leftSeconds, leftMicros] = partsOf(left);
  const [rightSeconds, rightMicros] = partsOf(right);
  return leftSeconds - rightSeconds || leftMicros - rightMicros;
}

/**
 * The instant of a ts, cut (not rounded) to the millisecond that a Date can hold: a message never appears later than it was
 * written. Two messages of one millisecond share a Date, so order messages by ts. Throws a RangeError on anything else.
 */
export function tsToDate(ts: string): Date {
  const [seconds, micros] = partsOf(ts);
  return new Date(seconds * 1000 + Math.floor(micros / 1000));
}

/** The ts of an instant, as Slack writes it; the microseconds below the millisecond are zero. */
export function dateToTs(at: Date): string {
  const milliseconds = at.getTime();
  const micros = (milliseconds % 1000) * 1000;
  return `${Math.floor(milliseconds / 1000)}.${String(micros).padStart(6, '0')}`;
}

/** The next ts after this one: a microsecond later. */
export function tsAfter(ts: string): string {
  const [seconds, micros] = partsOf(ts);
  return micros === 999_999 ? `${seconds + 1}.000000` : `${seconds}.${String(micros + 1).padStart(6, '0')}`;
}

/** The later of two. */
export function laterTs(left: string, right: string): string {
  return compareTs(left, right) > 0 ? left : right;
}

/** The earlier of two. */
export function earlierTs(left: string, right: string): string {
  return compareTs(left, right) < 0 ? left : right;
}

function partsOf(ts: string): [seconds: number, micros: number] {
  const [, seconds, fraction] = SLACK_TS.exec(ts) ?? [];
  if (seconds === undefined || fraction === undefined) throw new RangeError('Not a Slack timestamp');
  return [Number(seconds), Number(fraction.padEnd(6, '0'))];
}
