/** Why a ticket's targets are what they are: short, with a way to the whole. */

import { escapeText, truncate, truncateMrkdwn } from '../../domain/mrkdwn.js';
import { priorityLabel } from '../../domain/priority.js';
import type {
  ClockExplanation,
  ExplainedRow,
  ExplainedTarget,
} from '../../domain/sla/explain/clock-explanation.js';
import type { ShortLine } from '../../domain/sla/explain/ledger-rows.js';
import { shortLedger, tellingRows } from '../../domain/sla/explain/ledger-rows.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { durationWords, exactDuration } from './duration-words.js';
import { newestMoves, REASON_SHOWN_MAX } from './ledger-moves.js';
import { ledgerValue } from './ledger-value.js';
import {
  allowanceWords,
  breakWords,
  calendarWords,
  countedWords,
  leftOutWords,
  noTargetWords,
  policyWords,
  STOPPER,
  TARGET_LABELS,
  whyWords,
} from './ledger-words.js';
import { actions, type Block, button, context, message, section } from './pieces.js';
import { heading, instant, plainHeading } from './ticket-words.js';
import { weekWords } from './week-words.js';

/** Of hours that differ from day to day. */
const HOURS_SHOWN_MAX = 300;

import { dayWords, minuteWords, spanWords } from './zone-words.js';

/** A target is read at a glance; the whole is a press away. */
const LINES_MAX = 6;

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
  return [section(lines.join('\n')), ...newestMoves(moves), context(sourceWords(target))];
}

/** Which policy and which calendar it was counted by. */
function sourceWords({ policy, priority, calendar }: ExplainedTarget): string {
  const since = `(since ${instant(policy.sinceAt)})`;
  const hours = truncateMrkdwn(weekWords(calendar.hours), HOURS_SHOWN_MAX);
  const open = `the calendar ${escapeText(calendarWords(calendar))}, version ${calendar.version}: ${hours}, ${escapeText(calendar.timeZone)}`;
  return `By ${escapeText(policyWords(policy))} ${since}, priority ${priorityLabel(priority).toLowerCase()}, in ${open}.`;
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
          `• ${dayWords(earlier.fromAt, timeZone, now)} – ${minuteWords(earlier.toAt, timeZone, now)}: counted ${exactDuration(earlier.seconds)} in all`,
        ];
  const bullets = [...before, ...lines.map((line) => `• ${lineText(line, rows, timeZone, now)}`)];
  return bullets.length === 0 ? [] : [`In the time of ${escapeText(timeZone)}:`, ...bullets];
}

function lineText(line: ShortLine, rows: readonly ExplainedRow[], timeZone: string, now: Date): string {
  const cause = rows.find((row) => row.fromAt.getTime() === line.fromAt.getTime())?.cause ?? null;
  const span = spanWords(line.fromAt, line.toAt, timeZone, now);
  if (line.what === 'counted') return `${span}: ${countedWords(line)}${breakWords(line)}`;
  return `${span}: ${escapeText(whyWords({ ...line, cause }))}${leftOutWords(line)}`;
}
