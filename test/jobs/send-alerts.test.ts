/** What the desk says by itself, as the sender finds it: not where others read by now, and never offering what somebody has done meanwhile. */
import { describe, expect, it } from 'vitest';
import { tellNotices } from '../../src/services/alerts/tell-notices.js';
import { followUpTickets } from '../../src/services/follow-ups/follow-up-tickets.js';
import { sweepClocks } from '../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../src/services/tickets/change-status.js';
import { renderPost } from '../../src/slack/blocks/render-post.js';
import type { Person } from '../support/it-project.js';
import { useOutbox } from '../support/outbox.js';
import { savePolicy } from '../support/policies.js';

const HOUR_MS = 3_600_000;
const outbox = useOutbox({ cardRestMs: 0 });
const { prisma, send } = outbox;
const actor = (person: Person) => outbox.it_.actor(person);

const escalateToLeads = async () => {
  const alerts = { urgentPriorities: [], escalation: { userIds: [], channelId: outbox.it_.secret.id } };
  await savePolicy(outbox.desk.database, { projectId: outbox.it_.project.id, options: { alerts } });
};
const isLate = async () => {
  const number = await outbox.it_.open();
  await send();
  outbox.desk.clock.advance(5 * HOUR_MS);
  await sweepClocks(outbox.desk, outbox.desk.clock.now());
  return number;
};
/** As of this moment, so that the sender does not ask Slack again. */
const becomes = (kind: 'public' | 'private') =>
  prisma().channel.update({
    where: { id: outbox.it_.secret.id },
    data: { kind, readAt: outbox.desk.clock.now() },
  });
const rendered = (channel: string, kind: string) =>
  outbox
    .saidIn(channel)
    .filter((content) => content.kind === kind)
    .map((content) => JSON.stringify(renderPost(content, { workspaceUrl: 'https://example.slack.com/' })));

describe('an alert for a channel that others can read, which nobody has followed yet', () => {
  it('is not said there, and told to whoever stands in for it, once', async () => {
    await escalateToLeads();
    await isLate();
    await becomes('public');
    await send();
    expect(outbox.saidIn('CSECRET')).toEqual([]);
    const notices = () =>
      prisma().alertNotice.findMany({
        where: { audience: 'escalation' },
        select: { toldAt: true, postKey: true },
      });
    expect(await notices()).toEqual([{ toldAt: null, postKey: null }]);
    for (let run = 0; run < 2; run += 1) {
      await tellNotices(outbox.desk, outbox.desk.clock.now());
      await send();
    }
    expect(outbox.saidIn('CSECRET')).toEqual([]);
    expect(outbox.kindsIn('DUADA')).toEqual(['breach']);
  });

  it('is said there after all where it is the leads’ alone again before anybody was told instead', async () => {
    await escalateToLeads();
    await isLate();
    await becomes('public');
    await send();
    await becomes('private');
    await tellNotices(outbox.desk, outbox.desk.clock.now());
    await send();
    expect(outbox.kindsIn('CSECRET')).toEqual(['breach']);
    expect(outbox.kindsIn('DUADA')).toEqual([]);
  });
});

it('an alert offers to take the ticket until somebody has, and again once nobody has it', async () => {
  const number = await isLate();
  await send();
  expect(rendered('CTRIAGE', 'breach').join()).toContain('"Take"');
  await assignTicket(outbox.desk, await actor('ben'), number, { kind: 'me' });
  await send();
  expect(rendered('CTRIAGE', 'breach').join()).not.toContain('"Take"');
  expect(rendered('CTRIAGE', 'breach').join()).toContain('*ben* looks after it');
  await assignTicket(outbox.desk, await actor('ben'), number, { kind: 'nobody' });
  await send();
  expect(rendered('CTRIAGE', 'breach').join()).toContain('"Take"');
});

describe('that a ticket goes on which was on hold', () => {
  const FRIDAY = new Date('2026-03-06T09:00:00Z');
  const isOver = async (assignee: Person | null) => {
    const number = await outbox.it_.open();
    if (assignee !== null) await assignTicket(outbox.desk, await actor(assignee), number, { kind: 'me' });
    const hold = async (until: Date) =>
      changeStatus(outbox.desk, await actor('ana'), number, 'hold', { until });
    await hold(FRIDAY);
    await send();
    outbox.desk.clock.set(FRIDAY);
    await followUpTickets(outbox.desk);
    return { number, hold };
  };

  it.each<[Person | null, RegExp]>([
    ['ben', /^.{0,40}<@UBEN> \*IT-1\* VPN down goes on: it was on hold until <!date\^1772787600\^/],
    [null, /\*IT-1\* VPN down goes on: .*Nobody has taken it yet\./],
  ])('is said in the triage thread, to whoever has it: %s', async (assignee, words) => {
    await isOver(assignee);
    await send();
    expect(rendered('CTRIAGE', 'hold_over').join()).toMatch(words);
    expect(outbox.kindsIn('DUBO')).not.toContain('hold_over');
  });

  it.each<[string, (ticket: Awaited<ReturnType<typeof isOver>>) => Promise<unknown>]>([
    ['has put it off again', async ({ hold }) => hold(new Date('2026-03-09T09:00:00Z'))],
    [
      'has resolved it',
      async ({ number }) => changeStatus(outbox.desk, await actor('ana'), number, 'resolve'),
    ],
  ])('is not said any more once somebody %s', async (_what, act) => {
    await act(await isOver('ben'));
    await send();
    expect(rendered('CTRIAGE', 'hold_over')).toEqual([]);
  });
});
