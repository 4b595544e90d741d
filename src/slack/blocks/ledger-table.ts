/** The whole ledger of one target as a table, a page at a time. */

import type { types } from '@slack/bolt';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import type {
  ClockExplanation,
  ExplainedRow,
  ExplainedTarget,
} from '../../domain/sla/explain/clock-explanation.js';
import { ledgerPage } from '../../domain/sla/explain/ledger-rows.js';
import type { TargetKind } from '../../domain/sla/policy.js';
import type { RenderedMessage } from '../gateway.js';
import { ACTIONS } from '../ids.js';
import { exactDuration } from './duration-words.js';
import { allMoves, hasMovesPage } from './ledger-moves.js';
import { ledgerValue } from './ledger-value.js';
import { leftOutWords, TARGET_LABELS, whyWords } from './ledger-words.js';
import { actions, type Block, type Button, button, context, message, rawText, section } from './pieces.js';
import { heading, plainHeading } from './ticket-words.js';
import { localWords, utcSpanWords } from './zone-words.js';

/** Far below Slack's 100 rows, so that a page is read without scrolling for long. */
export const LEDGER_PAGE_ROWS = 30;
const WHY_SHOWN_MAX = 120;

const COLUMNS = ['From', 'To', 'UTC', 'Counts', 'Total', 'Why'] as const;
const SETTINGS: NonNullable<types.TableBlock['column_settings']> = [
  {},
  {},
  {},
  { align: 'right' },
  { align: 'right' },
  { is_wrapped: true },
];

/** Page `wantedPage` of the table; the last page is for what moved the target, where the short ledger does not have all of it. */
export function ledgerTable(
  explanation: ClockExplanation,
  kind: TargetKind,
  wantedPage: number,
): RenderedMessage {
  const target = explanation.targets.find((each) => each.kind === kind);
  const all = target?.rows ?? [];
  if (target === undefined || all.length === 0) return emptyTable(explanation, kind);
  const { rows, page, pageCount: tablePages } = ledgerPage(all, wantedPage, LEDGER_PAGE_ROWS);
  const isMovesPage = hasMovesPage(target.moves) && wantedPage > tablePages;
  const pages = {
    page: isMovesPage ? tablePages + 1 : page,
    pageCount: tablePages + (hasMovesPage(target.moves) ? 1 : 0),
  };
  return message(`${plainHeading(explanation)}: ${TARGET_LABELS[kind].toLowerCase()}`, [
    ...(isMovesPage ? movesPage(explanation, target, pages) : tablePage(explanation, target, rows, pages)),
    actions('ledger_pages', pageButtons(explanation.number, kind, pages)),
  ]);
}

type Pages = { page: number; pageCount: number };

function tablePage(
  explanation: ClockExplanation,
  target: ExplainedTarget,
  rows: readonly ExplainedRow[],
  pages: Pages,
): Block[] {
  const zone = escapeText(target.calendar.timeZone);
  const table: types.TableBlock = {
    type: 'table',
    column_settings: SETTINGS,
    rows: [COLUMNS.map(rawText), ...rows.map((row) => rowCells(row, target, explanation.at))],
  };
  const sum = `Counted ${exactDuration(target.elapsedSeconds)} in all.${roundingWords(rows)}`;
  return [
    section(
      `${heading(explanation)}\n${TARGET_LABELS[target.kind]}: every interval, in the time of ${zone}.`,
    ),
    table,
    context(`${sum}${pageWords(pages)}`),
  ];
}

function movesPage(explanation: ClockExplanation, { kind, moves }: ExplainedTarget, pages: Pages): Block[] {
  const label = TARGET_LABELS[kind];
  return [
    section(`${heading(explanation)}\n${label}: everything that moved it, oldest first.`),
    ...allMoves(moves),
    context(`${moves.length} changes.${pageWords(pages)}`),
  ];
}

/** Where a row's times are not whole seconds, what is counted may be one more than the rows seem to add up to. */
function roundingWords(rows: readonly ExplainedRow[]): string {
  const hasFractions = rows.some(
    ({ fromAt, toAt }) => fromAt.getTime() % 1000 > 0 || toAt.getTime() % 1000 > 0,
  );
  return hasFractions
    ? ' Every figure leaves out its own part of a second, so the rows can add up to a little less than the total. The exact times are under UTC.'
    : '';
}

function pageWords({ page, pageCount }: Pages): string {
  return pageCount > 1 ? ` Page ${page} of ${pageCount}.` : '';
}

function emptyTable(explanation: ClockExplanation, kind: TargetKind): RenderedMessage {
  const text = `${heading(explanation)} has no intervals for the ${TARGET_LABELS[kind].toLowerCase()} yet.`;
  return message(text, [section(text), actions('ledger_pages', [shortButton(explanation.number)])]);
}

function rowCells(row: ExplainedRow, { calendar }: ExplainedTarget, now: Date) {
  const { fromAt, toAt, what, seconds, totalSeconds } = row;
  return [
    localWords(fromAt, calendar.timeZone, now),
    localWords(toAt, calendar.timeZone, now),
    utcSpanWords(fromAt, toAt),
    what === 'counted' ? exactDuration(seconds) : '–',
    exactDuration(totalSeconds),
    truncate(`${whyWords(row)}${leftOutWords(row)}`, WHY_SHOWN_MAX),
  ].map(rawText);
}

function pageButtons(number: string, kind: TargetKind, { page, pageCount }: Pages): Button[] {
  const turn = (direction: 'previous' | 'next', text: string, to: number) =>
    button({
      actionId: `${ACTIONS.ledger}:${direction}`,
      text,
      value: ledgerValue({ number, view: kind, page: to }),
    });
  return [
    ...(page > 1 ? [turn('previous', 'Previous', page - 1)] : []),
    ...(page < pageCount ? [turn('next', 'Next', page + 1)] : []),
    shortButton(number),
  ];
}

function shortButton(number: string): Button {
  return button({
    actionId: `${ACTIONS.ledger}:short`,
    text: 'In short',
    value: ledgerValue({ number, view: 'short', page: 1 }),
  });
}
