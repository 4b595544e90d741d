/** What made a target another one, in words: the newest in the short ledger, all of them on a page of the whole one. */

import { escapeText, truncate } from '../../domain/mrkdwn.js';
import { priorityLabel } from '../../domain/priority.js';
import type { MoveCause, TargetMove } from '../../domain/sla/explain/clock-explanation.js';
import { calendarWords, doerWords, policyWords } from './ledger-words.js';
import { type Block, section } from './pieces.js';
import { instant } from './ticket-words.js';

export const REASON_SHOWN_MAX = 150;
/** As many fit into one section at their longest. */
const SECTION_MOVES_MAX = 5;

/** For the short ledger: the newest, and where the others are. */
export function newestMoves(moves: readonly TargetMove[]): Block[] {
  const newest = moves.slice(-SECTION_MOVES_MAX);
  if (newest.length === 0) return [];
  const earlier = moves.length - newest.length;
  const where = `_${earlier} earlier ${earlier === 1 ? 'change is' : 'changes are'} on the last page of all of it._`;
  return [section([...(earlier === 0 ? [] : [where]), ...newest.map(moveWords)].join('\n'))];
}

/** Whether the short ledger has no room for all of them, so that the whole one has a page for them. */
export function hasMovesPage(moves: readonly TargetMove[]): boolean {
  return moves.length > SECTION_MOVES_MAX;
}

export function allMoves(moves: readonly TargetMove[]): Block[] {
  const starts = Array.from(
    { length: Math.ceil(moves.length / SECTION_MOVES_MAX) },
    (_, index) => index * SECTION_MOVES_MAX,
  );
  return starts.map((start) =>
    section(
      moves
        .slice(start, start + SECTION_MOVES_MAX)
        .map(moveWords)
        .join('\n'),
    ),
  );
}

/** "Tue at 9:00 · Ana changed the priority …: due Wed … instead of Thu …". */
function moveWords({ at, by, cause, before, after }: TargetMove): string {
  return `↪ ${instant(at)} · ${escapeText(doerWords(by))} ${causeWords(cause)}: ${movedWords(before, after)}`;
}

function movedWords(before: Date | null, after: Date | null): string {
  if (before?.getTime() === after?.getTime()) {
    return after === null ? 'not due then, as before' : `due ${instant(after)} as before`;
  }
  const due = after === null ? 'not due any more' : `due ${instant(after)}`;
  return before === null ? due : `${due} instead of ${instant(before)}`;
}

function causeWords(cause: MoveCause): string {
  switch (cause.kind) {
    case 'priority':
      return `changed the priority from ${priorityLabel(cause.from)} to ${priorityLabel(cause.to)}`;
    case 'start': {
      const reason =
        cause.reason === null ? '' : ` (${escapeText(truncate(cause.reason, REASON_SHOWN_MAX))})`;
      return `moved the start from ${instant(cause.from)} to ${instant(cause.to)}${reason}`;
    }
    case 'policy': {
      const from = cause.from === null ? '' : ` instead of ${escapeText(policyWords(cause.from))}`;
      const savedBy =
        cause.savedBy === null ? '' : ` (saved by ${doerWords({ kind: 'person', name: cause.savedBy })})`;
      return `put it under ${escapeText(`${policyWords(cause.to)}${savedBy}`)}${from}${otherCalendarWords(cause.calendar)}`;
    }
    case 'project': {
      const under = cause.policy === null ? '' : `, under ${escapeText(policyWords(cause.policy))}`;
      return `moved it from ${escapeText(cause.from)} to ${escapeText(cause.to)}${under}`;
    }
    case 'reopening':
      return 'reopened it, which began a new cycle';
  }
}

function otherCalendarWords(calendar: Extract<MoveCause, { kind: 'policy' }>['calendar']): string {
  if (calendar === null) return '';
  const { isNewVersion, version, name } = calendar;
  const words = isNewVersion
    ? `version ${version} of “${name}”`
    : `another calendar, ${calendarWords(calendar)}`;
  return `, in ${escapeText(words)}`;
}
