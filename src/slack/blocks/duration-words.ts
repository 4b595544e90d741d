/** Working time as people count it. */

const HOUR = 3_600;
const DAY_OF_24_HOURS = 24 * HOUR;

/**
 * "3 h 20 min"; with the length of a working day also in days, from one day up: "24 h (3 working days)", "20 h (2.5 working days)".
 * Without it days would be read as days of 24 hours.
 */
export function durationWords(seconds: number, workingDaySeconds: number | null = null): string {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  const hours = Math.floor(minutes / 60);
  const parts = [hours > 0 ? `${hours} h` : '', minutes % 60 > 0 ? `${minutes % 60} min` : ''];
  const words = parts.filter((part) => part !== '').join(' ') || 'less than a minute';
  return `${words}${inDays(seconds, workingDaySeconds)}`;
}

/** To the second: "1 h 0 min 5 s". For sums that have to add up. */
export function exactDuration(seconds: number): string {
  const [hours, minutes, rest] = [
    Math.floor(seconds / HOUR),
    Math.floor((seconds % HOUR) / 60),
    seconds % 60,
  ];
  const parts = [
    hours > 0 ? `${hours} h` : '',
    minutes > 0 ? `${minutes} min` : '',
    rest > 0 ? `${rest} s` : '',
  ];
  return parts.filter((part) => part !== '').join(' ') || '0 min';
}

function inDays(seconds: number, daySeconds: number | null): string {
  if (daySeconds === null || daySeconds <= 0 || seconds < daySeconds) return '';
  const days = Math.round((seconds / daySeconds) * 10) / 10;
  const isExact = seconds === days * daySeconds;
  const unit = daySeconds === DAY_OF_24_HOURS ? 'day' : 'working day';
  return ` (${isExact ? '' : 'about '}${days} ${unit}${days === 1 ? '' : 's'})`;
}
