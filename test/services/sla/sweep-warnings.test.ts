/** A warning is told once for each percentage of the target that has passed, before the breach and not after it. */
import { describe, expect, it } from 'vitest';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { savePolicy } from '../../support/policies.js';
import { useSwept } from './use-swept.js';

const swept = useSwept();
const { fixture, prisma, row, at, sweep, move, answer } = swept;

describe('a warning', () => {
  const warnings = async () =>
    (await prisma().slaAlert.findMany({ orderBy: { id: 'asc' } })).map(
      ({ targetKind, threshold, clockVersion, occurredAt }) =>
        `${targetKind} ${threshold} v${clockVersion} ${occurredAt.toISOString().slice(5, 16)}`,
    );
  const posts = async () =>
    (await prisma().post.findMany({ where: { kind: 'at_risk' }, orderBy: { id: 'asc' } })).map(
      ({ key, isBroadcast }) => key.split(':').slice(2).join(':') + (isBroadcast ? ' (broadcast)' : ''),
    );

  it('is told at 80 per cent of the target and not before, stamped with its own instant', async () => {
    await sweep('2026-03-02T13:11:59Z');
    expect(await warnings()).toEqual([]);
    await sweep('2026-03-02T13:30:00Z');
    expect(await warnings()).toEqual(['response 80 v1 03-02T13:12']);
    const [entry] = await prisma().changelogEntry.findMany({ where: { action: 'at_risk' } });
    expect(entry).toMatchObject({
      actorId: null,
      visibility: 'internal',
      occurredAt: new Date('2026-03-02T13:12:00Z'),
      newValue: { target: 'response', percent: 80, targetSeconds: 4 * 3600 },
    });
  });

  it('goes to the triage thread and channel while nobody has the ticket', async () => {
    await sweep('2026-03-02T13:30:00Z');
    expect(await posts()).toEqual(['response:1:80:triage (broadcast)']);
  });

  it('goes to the assignee alone', async () => {
    await assignTicket(fixture.desk, await swept.it_.actor('ana'), swept.number, { kind: 'me' });
    await sweep('2026-03-02T13:30:00Z');
    expect(await posts()).toEqual([`response:1:80:assignee:${swept.it_.userId('ana')}`]);
  });

  it('goes to the admins where nobody has the ticket and there is no triage channel', async () => {
    swept.number = await swept.it_.open({ projectId: swept.it_.hr.id });
    await sweep('2026-03-02T13:30:00Z');
    expect(await posts()).toContain(`response:1:80:admin:${swept.it_.userId('ada')}`);
  });

  it('is each percentage once, whatever the number of sweeps', async () => {
    await savePolicy(fixture.desk.database, { options: { warnPercents: [75, 50] } });
    swept.number = await swept.it_.open();
    for (const time of ['12:00', '12:01', '13:00', '13:01', '13:59']) await sweep(`2026-03-02T${time}:00Z`);
    expect((await warnings()).filter((line) => !line.includes(' 80 '))).toEqual([
      'response 50 v1 03-02T12:00',
      'response 75 v1 03-02T13:00',
    ]);
  });

  it('that was overtaken during a downtime is kept, and only the higher one is told', async () => {
    await savePolicy(fixture.desk.database, { options: { warnPercents: [75, 50] } });
    await prisma().ticket.updateMany({ data: { nextWakeAt: null } });
    swept.number = await swept.it_.open();
    await sweep('2026-03-02T13:30:00Z');
    expect(await warnings()).toEqual(['response 50 v1 03-02T12:00', 'response 75 v1 03-02T13:00']);
    expect(await posts()).toEqual(['response:1:75:triage (broadcast)']);
  });

  it('does not follow an answer, and not a pause', async () => {
    await answer('2026-03-02T13:00:00Z');
    await move('wait', '2026-03-04T13:00:00Z');
    await sweep('2026-03-20T13:30:00Z');
    expect(await warnings()).toEqual([]);
  });

  it.each([
    ['edits its priority', { priority: 'low' } as const, []],
    ['edits its title', { title: 'VPN down again' }, ['response 80 v1 03-02T13:12']],
    ['edits its type', { issueType: 'bug' } as const, ['response 80 v2 03-02T13:12']],
  ])('that falls due just before somebody %s is not lost', async (_name, edit, expected) => {
    await at('2026-03-02T13:12:30Z');
    await editTicket(fixture.desk, await swept.it_.actor('ana'), swept.number, edit);
    await sweep('2026-03-02T13:13:00Z');
    expect(await warnings()).toEqual(expected);
  });

  it('that falls due just before somebody takes the ticket is not lost, and goes to them', async () => {
    await at('2026-03-02T13:12:30Z');
    await assignTicket(fixture.desk, await swept.it_.actor('ana'), swept.number, { kind: 'me' });
    expect((await row()).nextWakeAt?.toISOString()).toBe('2026-03-02T13:12:30.000Z');
    await sweep('2026-03-02T13:13:00Z');
    expect(await posts()).toEqual([`response:1:80:assignee:${swept.it_.userId('ana')}`]);
  });

  it('that a sweep has told is not told again for an edit that leaves it where it is', async () => {
    await sweep('2026-03-02T13:30:00Z');
    await editTicket(fixture.desk, await swept.it_.actor('ana'), swept.number, { issueType: 'bug' });
    await sweep('2026-03-02T13:31:00Z');
    expect(await warnings()).toEqual(['response 80 v1 03-02T13:12', 'response 80 v2 03-02T13:12']);
    expect(await posts()).toEqual(['response:1:80:triage (broadcast)']);
  });
});
