import { describe, expect, it } from 'vitest';
import type { AlertView } from '../../../src/domain/post-content.js';
import { alertDigest } from '../../../src/slack/blocks/alert-digest.js';
import { atRisk } from '../../../src/slack/blocks/at-risk.js';
import { breach } from '../../../src/slack/blocks/breach.js';
import { AT, cardWith } from './post-samples.js';

const OPTIONS = { workspaceUrl: 'https://box.slack.com/' };

function alertWith(change: Partial<AlertView> = {}): AlertView {
  const card = cardWith({ assignee: null });
  return {
    ...{ number: card.number, projectName: card.projectName, priority: card.priority, card },
    ...{ target: 'response', percent: 100, at: AT, dueAt: AT, targetSeconds: 14_400 },
    ...{ isReminder: false, isUnchecked: false, stoppedAt: null, isInThread: false, noticeId: 7 },
    ...change,
  };
}

const text = (rendered: object) => JSON.stringify(rendered);
const buttons = (rendered: object) =>
  [...text(rendered).matchAll(/"action_id":"(\w+)"/g)].map(([, id]) => id);

describe('the buttons of an alert', () => {
  it.each([
    ['of a ticket nobody has', {}, ['take', 'snooze', 'why']],
    ['of a ticket somebody has', { card: cardWith() }, ['snooze', 'why']],
    ['of a ticket that is done', { card: cardWith({ status: 'resolved', assignee: null }) }, ['why']],
    ['for somebody who may see it and not work it', { noticeId: null }, []],
    ['for somebody who may not see it', { card: null, noticeId: null }, []],
  ] as const)('%s', (_name, change, expected) => {
    expect(buttons(breach({ alert: alertWith(change) }, OPTIONS))).toEqual(expected);
    expect(buttons(atRisk({ alert: alertWith({ percent: 80, ...change }) }, OPTIONS))).toEqual(expected);
  });
});

describe('an alert', () => {
  it('for somebody who may not see the ticket holds its number, project and priority, and neither title nor names', () => {
    const said = text(breach({ alert: alertWith({ card: null, noticeId: null }) }, OPTIONS));
    expect(said).toContain('*IT-42* in IT Support');
    expect(said).toContain('Priority high.');
    expect(said).not.toMatch(/VPN|Ana|Bo|C0TRIAGE/);
  });

  it.each([
    ['response', 100, false, 'First response overdue'],
    ['resolution', 100, false, 'Resolution overdue'],
    ['response', 80, false, 'First response at risk'],
    ['resolution', 50, true, 'Reminder: resolution at risk'],
    ['response', 100, true, 'Reminder: first response overdue'],
  ] as const)('of %s at %s per cent (reminder: %s) begins "%s"', (target, percent, isReminder, words) => {
    const alert = alertWith({ target, percent, isReminder });
    const rendered = percent === 100 ? breach({ alert }, OPTIONS) : atRisk({ alert }, OPTIONS);
    expect(rendered.text).toBe(`${words}: IT-42 VPN down`);
  });

  it('of what has come meanwhile says when, and has nothing to be put off', () => {
    const stoppedAt = new Date(AT.getTime() + 600_000);
    const rendered = breach({ alert: alertWith({ stoppedAt, card: cardWith() }) }, OPTIONS);
    expect(rendered.text).toBe('First response late: IT-42 VPN down');
    expect(text(rendered)).toContain(' and came <!date^');
    expect(buttons(rendered)).toEqual(['why']);
  });

  it.each([true, false])('says that it could not be checked: %s', (isUnchecked) => {
    const alert = alertWith({ isUnchecked });
    const isSaid = (rendered: object) => /not checked/i.test(text(rendered));
    expect(isSaid(breach({ alert }, OPTIONS))).toBe(isUnchecked);
    expect(isSaid(alertDigest({ lines: [alert], more: 0 }, OPTIONS))).toBe(isUnchecked);
  });

  it('links to the ticket unless it stands in its thread', () => {
    const url = 'https://box.slack.com/archives/C0TRIAGE/p1772445600000200';
    expect(text(breach({ alert: alertWith() }, OPTIONS))).toContain(url);
    expect(text(breach({ alert: alertWith({ isInThread: true }) }, OPTIONS))).not.toContain(url);
  });

  it('says when a warned target is due only where that is known', () => {
    expect(text(atRisk({ alert: alertWith({ percent: 80 }) }, OPTIONS))).toContain('It is due <!date^');
    expect(text(atRisk({ alert: alertWith({ percent: 80, dueAt: null }) }, OPTIONS))).not.toContain('due');
  });
});

describe('a digest', () => {
  const digest = (percents: readonly number[], more = 0) =>
    alertDigest({ lines: percents.map((percent) => alertWith({ percent })), more }, OPTIONS);

  it.each([
    [[100, 100, 100, 100, 100, 100], 0, '6 targets are overdue', '/ticket list breached'],
    [[80, 80, 80, 80, 80, 80], 0, '6 targets are at risk', '/ticket list at-risk'],
    [
      [80, 100, 80, 80, 80, 80],
      12,
      '18 targets are overdue or at risk',
      'and 12 more: `/ticket list breached`',
    ],
  ] as const)('of %s and %s more says so, and where the rest is', (percents, more, head, foot) => {
    const rendered = digest(percents, more);
    expect(rendered.text).toBe(head);
    expect(text(rendered)).toContain(foot);
  });

  it.each([
    ['all of it', [100, 100], [100, 100], '2 targets were missed'],
    ['some of it', [100, 100], [100], '2 targets were missed'],
    ['some of it, with warnings', [100, 80], [100], '2 targets were missed or are at risk'],
  ] as const)(
    'of breaches, %s answered late by now, calls nothing overdue that has come',
    (_name, percents, late, head) => {
      const stoppedAt = new Date(AT.getTime() + 600_000);
      const lines = percents.map((percent, index) =>
        alertWith({ percent, stoppedAt: index < late.length ? stoppedAt : null }),
      );
      expect(alertDigest({ lines, more: 0 }, OPTIONS).text).toBe(head);
    },
  );

  it('says of each what it is, since when, and who has it', () => {
    const lines = [alertWith(), alertWith({ percent: 80, card: cardWith() }), alertWith({ card: null })];
    const said = text(alertDigest({ lines, more: 0 }, OPTIONS));
    expect(said).toContain('|IT-42>* VPN down\\nFirst response overdue since <!date^');
    expect(said).toContain('high · nobody has it');
    expect(said).toContain('First response at risk, due <!date^');
    expect(said).toContain('high · Ana');
    expect(said).toContain('*IT-42* in IT Support');
  });
});
