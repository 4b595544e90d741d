/** What a card quotes of its ticket's description. */
import { defuse, truncateMrkdwn, unescapeText } from '../../domain/mrkdwn.js';
import type { TicketCard } from '../../domain/post-content.js';

type Described = Pick<TicketCard, 'title' | 'description'>;

/** Empty where there is none, and where the title says all of it already, as of a message of one line. */
export function quotedDescription({ title, description }: Described, codePointsMax: number): string {
  const excerpt = truncateMrkdwn(defuse(description.trim()), codePointsMax);
  if (excerpt === '' || isTitleAgain(title, description)) return '';
  return excerpt
    .split('\n')
    .map((line) => `>${line}`)
    .join('\n');
}

/** A link or a mention shows more than its words, so what holds one is quoted all the same. */
function isTitleAgain(title: string, description: string): boolean {
  return !description.includes('<') && inOneLine(unescapeText(description)) === inOneLine(title);
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
