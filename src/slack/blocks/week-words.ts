/** A week's opening hours in a few words, as a form holds them: "Mon–Fri 09:00–17:00, Sat 10:00–12:00". */

import { escapeText } from '../../domain/mrkdwn.js';
import { WEEKDAYS, type Weekday } from '../../domain/sla/calendar.js';

/** Days that stand together and have the same hours are one; closed days are left out. As mrkdwn. */
export function weekWords(hours: Readonly<Record<Weekday, string>>): string {
  const runs: { from: Weekday; to: Weekday; hours: string }[] = [];
  for (const day of WEEKDAYS) {
    const last = runs.at(-1);
    if (last !== undefined && last.hours === hours[day]) last.to = day;
    else runs.push({ from: day, to: day, hours: hours[day] });
  }
  const open = runs.filter((run) => run.hours.trim() !== '');
  if (open.length === 0) return 'no opening hours';
  return open.map((run) => `${daysOf(run)} ${escapeText(run.hours.replaceAll('-', '–'))}`).join(', ');
}

function daysOf({ from, to }: { from: Weekday; to: Weekday }): string {
  return from === to ? short(from) : `${short(from)}–${short(to)}`;
}

function short(day: Weekday): string {
  return `${day.charAt(0).toUpperCase()}${day.slice(1)}`;
}
