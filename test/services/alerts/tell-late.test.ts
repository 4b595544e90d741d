/** What happens between an alert and its telling loses nothing and tells nobody for whom it is not. */
import { beforeEach, describe, expect, it } from 'vitest';
import { snoozeAlert } from '../../../src/services/alerts/snooze-alert.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { savePolicy } from '../../support/policies.js';
import { HOUR, useLateAlerts } from './use-late-alerts.js';

const late = useLateAlerts();
const { fixture, prisma, at, sweep, tell, said, give, move, save, zone } = late;

describe('a warning for somebody whose day has not begun', () => {
  beforeEach(async () => {
    await give('ben', '02T10:05');
    await sweep('02T12:00');
    expect(await said()).toEqual([]);
  });

  it('is told to them when they have the ticket back by then', async () => {
    await zone('ana', 'America/Los_Angeles');
    await give('ana', '02T13:00');
    await tell('02T14:00');
    await give('ben', '02T15:00');
    await tell('02T17:00');
    expect(await said()).toEqual(['at_risk @ben']);
    await tell('02T17:05');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('outlasts a pause, and is told when the ticket goes on', async () => {
    await move('wait', '02T13:50');
    await tell('02T14:00');
    expect(await said()).toEqual([]);
    await move('resume', '02T14:05');
    await tell('02T14:06');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('waits for the next morning when the ticket goes on in the evening', async () => {
    await move('wait', '02T13:50');
    await tell('02T14:00');
    await tell('02T21:59');
    await tell('02T22:01');
    await move('resume', '02T22:05');
    await tell('03T13:59');
    expect(await said()).toEqual([]);
    await tell('03T14:00');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('waits for the next morning when nothing ran while they were there', async () => {
    await tell('02T23:00');
    expect(await said()).toEqual([]);
    await tell('03T14:00');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('does not outlast the resolution', async () => {
    await move('wait', '02T13:50');
    await tell('02T14:00');
    await move('resolve', '02T14:05');
    await tell('02T14:10');
    expect(await said()).toEqual([]);
    expect(await prisma().alertNotice.count({ where: { outcome: null } })).toBe(0);
  });

  it('is told at once when the ticket becomes urgent', async () => {
    at('02T12:10');
    await editTicket(fixture.desk, await late.it_.actor('ana'), late.number, { priority: 'critical' });
    await tell('02T12:11');
    expect(await said()).toEqual(['at_risk @ben']);
  });

  it('goes on waiting when the ticket becomes what is not urgent', async () => {
    at('02T12:10');
    await editTicket(fixture.desk, await late.it_.actor('ana'), late.number, { priority: 'high' });
    await tell('02T12:11');
    expect(await said()).toEqual([]);
  });

  it('is told at once when its priority becomes urgent', async () => {
    const escalation = { userIds: [], channelId: null };
    await save(16 * HOUR, { alerts: { urgentPriorities: ['medium'], escalation } });
    await tell('02T12:11');
    expect(await said()).toEqual(['at_risk @ben']);
  });
});

it('a warning is told though it was found with a breach that has been taken back', async () => {
  await zone('ben', 'America/Halifax');
  await save(2 * HOUR, { warnPercents: [80] });
  await give('ben', '02T10:05');
  await sweep('02T11:40');
  await sweep('02T12:05');
  at('02T12:55');
  await save(3.25 * HOUR, { warnPercents: [80] });
  await tell('02T13:00');
  expect(await said()).toEqual(['at_risk @ben']);
});

it('a warning of the response outlasts a pause where the policy pauses it, and not the answer', async () => {
  const targets = { medium: { response: 2 * HOUR, resolution: null } };
  await savePolicy(fixture.desk.database, { targets, options: { warnPercents: [50], responsePauses: true } });
  const numbers = [await late.it_.open(), await late.it_.open()];
  for (late.number of numbers) await give('ben', '02T10:05');
  await sweep('02T11:05');
  for (late.number of numbers) await move('wait', '02T11:10');
  const text = { text: 'Looking.', commentType: 'public', sourceKey: 'view:A' } as const;
  await addComment(fixture.desk, await late.it_.actor('ana'), late.number, text);
  await tell('02T14:00');
  for (late.number of numbers) await move('resume', '02T14:10');
  await tell('02T14:11');
  expect(await said()).toEqual(['at_risk @ben']);
});

describe('a reminder of a warning', () => {
  it('outlasts a pause, and comes when the ticket goes on', async () => {
    await give('ana', '02T10:05');
    await sweep('02T12:00');
    const { id } = await prisma().alertNotice.findFirstOrThrow({});
    await snoozeAlert(fixture.desk, await late.it_.actor('ana'), id);
    await move('wait', '02T12:59');
    await tell('02T13:00');
    await move('resume', '02T13:04');
    await tell('02T13:05');
    expect(await said()).toEqual(['at_risk @ana', 'at_risk @ana']);
  });

  it('holds what else waits of a ticket that is urgent', async () => {
    await editTicket(fixture.desk, await late.it_.actor('ana'), late.number, { priority: 'critical' });
    await give('ana', '02T10:05');
    await sweep('02T12:00');
    const told = await prisma().alertNotice.findFirstOrThrow({});
    const other = { ticketId: told.ticketId, targetKind: 'resolution', clockVersion: 2 } as const;
    const alert = await prisma().slaAlert.create({
      data: { ...other, threshold: 5, occurredAt: fixture.desk.clock.now() },
    });
    const { id: _, ...facts } = told;
    const waiting = { toldAt: null, outcome: null, postKey: null, alertId: alert.id };
    await prisma().alertNotice.create({ data: { ...facts, ...waiting, key: 'waiting' } });
    await snoozeAlert(fixture.desk, await late.it_.actor('ana'), told.id);
    await tell('02T12:30');
    expect(await prisma().alertNotice.findFirstOrThrow({ where: { key: 'waiting' } })).toMatchObject({
      deliverAt: new Date('2026-03-02T13:00:00Z'),
    });
  });
});

describe('what is found while nobody can be told', () => {
  beforeEach(async () => {
    await prisma().channel.updateMany({ where: { role: 'triage' }, data: { role: null, projectId: null } });
    await prisma().user.updateMany({ where: { isSuperuser: true }, data: { isDeactivated: true } });
    await save(2 * HOUR);
    await sweep('02T12:30');
    expect(await said()).toEqual([]);
    expect(await prisma().slaAlert.count()).toBe(1);
  });

  const anAdmin = () =>
    prisma().user.updateMany({ where: { isSuperuser: true }, data: { isDeactivated: false } });

  it('is told to the admins once there is one, once', async () => {
    await anAdmin();
    await tell('02T12:40');
    await tell('02T12:41');
    expect(await said()).toEqual(['breach @ada']);
  });

  it('is told in the triage channel once there is one', async () => {
    await prisma().channel.update({
      where: { id: late.it_.triage.id },
      data: { role: 'triage', projectId: late.it_.project.id },
    });
    await tell('02T12:40');
    expect(await said()).toEqual(['breach #it-triage']);
  });

  it('waits for opening hours as everything does', async () => {
    await anAdmin();
    await tell('02T20:00');
    expect(await said()).toEqual([]);
    await tell('03T09:00');
    expect(await said()).toEqual(['breach @ada']);
  });

  it('is forgotten when it holds no more by then', async () => {
    await save(40 * HOUR);
    await anAdmin();
    await tell('02T12:40');
    expect(await said()).toEqual([]);
  });

  it('is forgotten when the ticket is done by then', async () => {
    await move('resolve', '02T12:35');
    await anAdmin();
    await tell('02T12:40');
    expect(await said()).toEqual([]);
  });
});

it('what an earlier clock told and handed on is no news', async () => {
  await sweep('02T12:00');
  at('02T12:10');
  await editTicket(fixture.desk, await late.it_.actor('ana'), late.number, { issueType: 'bug' });
  await tell('02T12:11');
  expect(await said()).toEqual(['at_risk #it-triage']);
});

it('what was told before there were notices is not told again', async () => {
  await sweep('02T12:00');
  await prisma().alertNotice.deleteMany();
  await tell('02T12:11');
  expect(await prisma().alertNotice.count()).toBe(0);
});
