import { beforeEach, describe, expect, it } from 'vitest';
import { ticketNotFound } from '../../../../src/domain/refusal.js';
import type { ClockExplanation, ExplainedRow } from '../../../../src/domain/sla/explain/clock-explanation.js';
import { useExplained } from './use-explained.js';

const clock = useExplained();
const { prisma, go, explain, target, move } = clock;

/** `09:00–10:00 counted 60`, in minutes of the day and of business time. */
const textOf = ({ fromAt, toAt, seconds, what }: ExplainedRow) =>
  `${fromAt.toISOString().slice(8, 16)}–${toAt.toISOString().slice(8, 16)} ${what} ${seconds / 60}`;

const summed = ({ targets }: ClockExplanation) =>
  targets.map(({ rows }) => rows.reduce((sum, row) => (row.what === 'counted' ? sum + row.seconds : sum), 0));

describe('who may ask', () => {
  it.each(['ana', 'ada'] as const)('%s, who works the ticket, is told everything', async (who) => {
    expect(await explain(who)).toMatchObject({ number: clock.number, isForAgents: true });
  });

  it.each(['cleo', 'hedy', 'olga', 'gus'] as const)(
    '%s, who cannot see it, is told that it is not there',
    async (who) => {
      await expect(explain(who)).rejects.toThrow(ticketNotFound(clock.number));
    },
  );

  it('its reporter is told in words that this project shows no targets', async () => {
    await expect(explain('bo')).rejects.toThrow(
      `IT Support keeps its targets to its agents. Ask in the thread of ${clock.number}`,
    );
  });

  it('its reporter may, where the project shows targets', async () => {
    await prisma().project.update({ where: { id: clock.it_.project.id }, data: { showTargets: true } });
    expect(await explain('bo')).toMatchObject({ number: clock.number, isForAgents: false });
  });
});

describe('a ticket that waited', () => {
  beforeEach(async () => {
    await move('wait', '2026-03-02T12:00:00.250Z', { text: 'Which laptop?', sourceKey: 'view:VW' });
    await move('start', '2026-03-03T10:30:00.125Z');
    go('2026-03-04T10:00:00.000Z');
  });

  it('is explained row by row, the nights by their reason, to the second', async () => {
    const { rows, elapsedSeconds } = await target('resolution');
    expect(rows.map(textOf)).toEqual([
      '02T10:00–02T12:00 counted 120',
      '02T12:00–03T10:30 paused 389.98333333333335',
      '03T10:30–03T17:00 counted 390',
      '03T17:00–04T09:00 closed 0',
      '04T09:00–04T10:00 counted 60',
    ]);
    expect(rows.at(-1)?.totalSeconds).toBe(elapsedSeconds);
    expect(elapsedSeconds).toBe(570 * 60);
  });

  it('says whose comment it waited since', async () => {
    const { rows } = await target('resolution');
    expect(rows.map(({ cause }) => cause)).toEqual([
      null,
      { by: { kind: 'person', name: 'ana' }, message: 'comment' },
      null,
      null,
      null,
    ]);
  });

  it('names no agent to its reporter', async () => {
    await prisma().project.update({ where: { id: clock.it_.project.id }, data: { showTargets: true } });
    const explanation = await explain('bo');
    expect(explanation.targets[1]?.rows[1]?.cause).toEqual({ by: { kind: 'agent' }, message: 'comment' });
    expect(JSON.stringify(explanation)).not.toMatch(/"ana"/);
  });

  it('adds up to what the engine stored', async () => {
    const [response, resolution] = (await explain('ana')).targets;
    expect(summed(await explain('ana'))).toEqual([response?.elapsedSeconds, resolution?.elapsedSeconds]);
    const { resolutionTarget } = await prisma().ticket.findUniqueOrThrow({
      where: { ticketNumber: clock.number },
    });
    expect(resolution?.outlook).toMatchObject({ kind: 'due', at: resolutionTarget });
  });
});

describe('a note that came with a pause', () => {
  beforeEach(async () => {
    await prisma().project.update({ where: { id: clock.it_.project.id }, data: { showTargets: true } });
    await move('hold', '2026-03-02T12:00:00Z', { text: 'the part comes on Friday', sourceKey: 'view:VH' });
    go('2026-03-02T13:00:00Z');
  });

  it('is named to agents and kept from requesters', async () => {
    const note = { by: { kind: 'person', name: 'ana' }, message: 'note' };
    expect((await target('resolution')).rows[1]?.cause).toEqual(note);
    const forBo = (await target('resolution', 'bo')).rows[1]?.cause;
    expect(forBo).toEqual({ by: { kind: 'agent' }, message: null });
  });
});
