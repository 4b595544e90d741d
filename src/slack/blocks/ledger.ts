/** Why a ticket's targets are what they are: short, with a way to the whole. */

import { escapeText, truncate } from '../../domain/mrkdwn.js';
import { priorityLabel } from '../../domain/priority.js';
import type {
  ClockExplanation,
  ExplainedRow,
  ExplainedTarget,
  MoveCause,
  TargetMove,
} from '../../domain/sla/explain/clock-explanation.js';
import type { LedgerRow } from '../../domain/sla/explain/ledger-rows.js';
import { shortLedger, tellingRows } from '../../domain/sla/explain/ledger-rows.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { durationWords, exactDuration } from './duration-words.js';
import { ledgerValue } from './ledger-value.js';
import {
  allowanceWords,
  calendarWords,
  countedWords,
  doerWords,
  leftOutWords,
  noTargetWords,
  policyWords,
  STOPPER,
  TARGET_LABELS,
  whyWords,
} from './ledger-words.js';
import { actions, type Block, button, context, message, section } from './pieces.js';
import { heading, instant, plainHeading } from './ticket-words.js';
import { dayWords, localWords, spanWords } from './zone-words.js';

/** A target is read at a glance; the whole is a press away. */
const LINES_MAX = 6;
const MOVES_MAX = 5;
const REASON_SHOWN_MAX = 150;

export function ledgerMessage(explanation: ClockExplanation): RenderedMessage {
  const { number, targets } = explanation;
  const whole = targets.filter(({ rows }) => rows.length > 0);
  const buttons = whole.map(({ kind }) =>
    button({
      actionId: `${ACTIONS.ledger}:${kind}`,
      text: `All of it: ${TARGET_LABELS[kind].toLowerCase()}`,
      value: ledgerValue({ number, view: kind, page: 1 }),
    }),
  );
  return message(`Why: ${plainHeading(explanation)}`, [
    section(`${heading(explanation)}${startWords(explanation)}`),
    ...targets.flatMap((target) => targetBlocks(target, explanation)),
    ...(buttons.length === 0 ? [] : [actions('ledgers', buttons)]),
  ]);
}

function startWords({ startedAt, openedAt, startReason }: ClockExplanation): string {
  const isAsOpened = startedAt.getTime() === openedAt.getTime();
  if (isAsOpened && startReason === null) return '';
  const reason = startReason === null ? '' : `: ${escapeText(truncate(startReason, REASON_SHOWN_MAX))}`;
  return `\nbegan ${instant(startedAt)}, ${isAsOpened ? 'when' : 'before'} it was opened${reason}`;
}

function targetBlocks(target: ExplainedTarget, { at }: ClockExplanation): Block[] {
  const label = `*${TARGET_LABELS[target.kind]}*`;
  const { targetSeconds, elapsedSeconds, moves } = target;
  if (targetSeconds === null) return [section(`${label}: ${noTargetWords(target)}`)];
  const lines = [
    `${label}: ${allowanceWords(target)} of working time. ${outlookWords(target)}`,
    ...lineTexts(target, at),
    `Counted ${exactDuration(elapsedSeconds)} of ${exactDuration(targetSeconds)}.`,
  ];
  const moved = moves.slice(-MOVES_MAX).map(moveWords).join('\n');
  return [section(lines.join('\n')), ...(moved === '' ? [] : [section(moved)]), context(sourceWords(target))];
}

/** Which policy and which calendar it was counted by. */
function sourceWords({ policy, priority, calendar }: ExplainedTarget): string {
  const since = `(since ${instant(policy.sinceAt)})`;
  const hours = `the calendar ${escapeText(calendarWords(calendar))}, version ${calendar.version}, ${escapeText(calendar.timeZone)}`;
  return `By ${escapeText(policyWords(policy))} ${since}, priority ${priorityLabel(priority).toLowerCase()}, in ${hours}.`;
}

/** What would have to happen by when. */
function outlookWords({ kind, outlook, calendar }: ExplainedTarget): string {
  const days = calendar.workingDaySeconds;
  switch (outlook.kind) {
    case 'due':
      return `${STOPPER[kind]} by ${instant(outlook.at)} meets it: ${durationWords(outlook.leftSeconds, days)} left.`;
    case 'paused':
      return `Paused: ${durationWords(outlook.leftSeconds, days)} left; if work resumed now it would be due ${instant(outlook.ifResumedAt)}.`;
    case 'met':
      return `Met ${instant(outlook.stoppedAt)}, with ${durationWords(outlook.spareSeconds, days)} to spare.`;
    case 'missed': {
      const missed = `Missed by ${durationWords(outlook.bySeconds, days)}; it was due ${instant(outlook.dueAt)}`;
      if (outlook.stoppedAt !== null) return `${missed} and came ${instant(outlook.stoppedAt)}.`;
      return `${missed}. ${STOPPER[kind]} stops the clock.`;
    }
    case 'none':
      return '';
  }
}

function lineTexts({ rows, calendar }: ExplainedTarget, now: Date): string[] {
  const { timeZone } = calendar;
  const { earlier, lines } = shortLedger(tellingRows(rows), timeZone, LINES_MAX);
  const before =
    earlier === null
      ? []
      : [
          `• ${dayWords(earlier.fromAt, timeZone, now)} – ${localWords(earlier.toAt, timeZone, now)}: counted ${exactDuration(earlier.seconds)} in all`,
        ];
  const bullets = [...before, ...lines.map((line) => `• ${lineText(line, rows, timeZone, now)}`)];
  return bullets.length === 0 ? [] : [`In the time of ${escapeText(timeZone)}:`, ...bullets];
}

function lineText(line: LedgerRow, rows: readonly ExplainedRow[], timeZone: string, now: Date): string {
  const cause = rows.find((row) => row.fromAt.getTime() === line.fromAt.getTime())?.cause ?? null;
  const span = spanWords(line.fromAt, line.toAt, timeZone, now);
  if (line.what === 'counted') return `${span}: ${countedWords(line)}`;
  return `${span}: ${escapeText(whyWords({ ...line, cause }))}${leftOutWords(line)}`;
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
