/** What a ticket's texts must be, in words for the field they were typed into. */
import { storableText } from '../../domain/storable-text.js';
import { isInvisible } from '../../domain/visible-text.js';
import { UserError } from '../../errors.js';

/** Width of `tickets.title`. */
export const TITLE_MAX = 200;
/** Slack's own limit for a message, the longest text that can become a description. */
export const DESCRIPTION_MAX = 40_000;

/** Trimmed and on one line. Lengths count code points, as PostgreSQL and Slack do. */
export function checkTitle(text: string): string {
  const title = storableText(text).replace(/\s+/gu, ' ').trim();
  if (isInvisible(title))
    throw new UserError('Please give it a title, for example "VPN down".', { field: 'title' });
  const length = [...title].length;
  if (length > TITLE_MAX) {
    throw new UserError(`A title has at most ${TITLE_MAX} characters; this one has ${length}.`, {
      field: 'title',
    });
  }
  return title;
}

export function checkDescription(text: string): string {
  const description = storableText(text).trim();
  const length = [...description].length;
  if (length > DESCRIPTION_MAX) {
    throw new UserError(`A description has at most ${DESCRIPTION_MAX} characters; this one has ${length}.`, {
      field: 'description',
    });
  }
  return description;
}

/** For a comment typed into a command or a modal. Beside files it may be empty. */
export function checkComment(text: string, { isWithFiles = false } = {}): string {
  const content = storableText(text).trim();
  if (content === '' && !isWithFiles)
    throw new UserError('There is nothing to send yet: write your message first.', { field: 'text' });
  return content;
}
