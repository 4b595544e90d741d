/** Clocks explained, and what is shown of them, for the tests of the ledger. */
import { expect } from 'vitest';
import { blockProblems } from '../../../playground/block-kit/validate.js';
import { foldClock } from '../../../src/domain/sla/clock.js';
import type {
  ClockExplanation,
  ExplainedTarget,
  MoveCause,
} from '../../../src/domain/sla/explain/clock-explanation.js';
import { ledgerRows } from '../../../src/domain/sla/explain/ledger-rows.js';
import { outlookOf } from '../../../src/domain/sla/explain/outlook.js';
import { defaultPolicy, TARGET_KINDS } from '../../../src/domain/sla/policy.js';
import { printWeek } from '../../../src/domain/sla/written-hours.js';
import type { RenderedMessage } from '../../../src/slack/gateway.js';
import { buildHistory, type HistoryLine, utc } from '../../domain/sla/build-history.js';

export const POLICY = defaultPolicy('Europe/Berlin');
export const HOUR = 3600;
export const BLOCKS_TEXT_MAX = 13_000;
const WEEK = { hours: printWeek(POLICY.calendar.weekly), workingDaySeconds: 8 * HOUR };

export type Facts = { name?: string; causes?: MoveCause[]; names?: ReadonlyMap<string, string> };

/** Of the default policy in Berlin, as the service would explain it; each move and each pause is `name`'s. */
export function explained(history: HistoryLine[], atText: string, facts: Facts = {}): ClockExplanation {
  const { name = 'Ana', causes = [], names = new Map<string, string>() } = facts;
  const at = utc(atText);
  const clock = foldClock(buildHistory(...history), POLICY, at);
  const by = { kind: 'person', name } as const;
  const targets = TARGET_KINDS.map((kind): ExplainedTarget => {
    const { state, targetSeconds, elapsedSeconds, ledger } = clock[kind];
    return {
      ...{ kind, state, targetSeconds, elapsedSeconds, priority: 'medium' },
      policy: { scope: null, version: 3, sinceAt: at },
      calendar: { scope: null, name, version: 2, timeZone: 'Europe/Berlin', ...WEEK },
      outlook: outlookOf(clock[kind], POLICY.calendar, at),
      rows: ledgerRows(ledger, POLICY.calendar, names).map((row) => ({
        ...row,
        cause: row.what === 'paused' ? { by, message: 'comment' } : null,
      })),
      moves: causes.map((cause) => ({ at, by, cause, before: at, after: null })),
    };
  });
  return {
    number: 'IT-42',
    title: name,
    at,
    isForAgents: true,
    openedAt: at,
    startedAt: at,
    startReason: null,
    targets,
  };
}

export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'text' in value && typeof value.text === 'string' ? [value.text] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

/** Date tokens as the hour in UTC that old clients see. */
export const shown = ({ blocks }: RenderedMessage) =>
  textsIn(blocks)
    .join('\n')
    .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1');

export function expectSendable(rendered: RenderedMessage): void {
  expect(blockProblems(rendered.blocks)).toEqual([]);
  expect([...textsIn(rendered.blocks).join('')].length).toBeLessThanOrEqual(BLOCKS_TEXT_MAX);
  const mrkdwn = [
    rendered.text,
    ...rendered.blocks.flatMap((block) => (block.type === 'table' ? [] : textsIn(block))),
  ];
  expect(mrkdwn.join('\n')).not.toMatch(/<!(?!date\^)|<@|<#/);
}
