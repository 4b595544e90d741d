/** What somebody writes to the bot before a click says what becomes of it: one draft, however many messages. */
import { firstLine, toPlainText, truncate } from './mrkdwn.js';

/** Who asked something and went away is asked once more. */
export const REMIND_AFTER_MS = 30 * 60_000;
/** What is written a day later is about something else. */
const LAPSES_AFTER_MS = 24 * 3_600_000;

export function hasLapsed({ touchedAt }: { touchedAt: Date }, now: Date): boolean {
  return now.getTime() - touchedAt.getTime() >= LAPSES_AFTER_MS;
}

type Said = { text: string; files: readonly { name: string }[] };

/** All of it, in the order of writing; a message of files alone is their names. */
export function messageDraftText(messages: readonly Said[]): string {
  return messages
    .map(({ text, files }) => (/\S/.test(text) ? text : files.map(({ name }) => name || 'a file').join(', ')))
    .join('\n\n');
}

/** How a choice names a ticket. */
export function choiceText(title: string, max: number): string {
  return truncate(firstLine(toPlainText(title)), max);
}
