/** A project that keeps texts for a time has none of closed tickets after it, and nothing brings them back. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { giveReason } from '../../../src/services/confidential/give-reason.js';
import { editProject } from '../../../src/services/projects/edit-project.js';
import { noteListening } from '../../../src/services/reconcile/note-listening.js';
import { reconcile } from '../../../src/services/reconcile/reconcile.js';
import { forgetTickets } from '../../../src/services/redaction/forget-tickets.js';
import { remindMe } from '../../../src/services/reminders/remind-me.js';
import { importDueThreads } from '../../../src/services/threads/import-threads.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { findMark } from '../../support/find-mark.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { edited, file, posted } from '../../support/messages.js';

const MARK = 'hunter2';
const DAYS = 30;
const DAY_MS = 86_400_000;
const THREAD_TS = '1772445000.000100';
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let number: string;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
});

const ticket = () => desk.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
const found = () => findMark(desk.database.pool, MARK);
const reply = () => ({ channel: 'CHELP', threadTs: THREAD_TS, ts: '1772445010.000100', user: 'UBO' });
const said = () =>
  posted(reply(), `it is ${MARK}`, { files: [{ ...file('F1'), name: MARK, urlPrivate: MARK }] });
const root = () => posted({ ...reply(), ts: THREAD_TS }, `password ${MARK}`);

async function closedTicket(): Promise<void> {
  desk.directory.addConversation('CHELP', { members: ['UBO'] });
  desk.directory.setThread('CHELP', THREAD_TS, [root(), said()]);
  const channelId = it_.help.id;
  const talk = { kind: 'thread', channelId, threadTs: THREAD_TS, isRootDescription: true } as const;
  number = await it_.open({ talk, title: `Password ${MARK}`, description: `password ${MARK}` });
  await importDueThreads(desk);
  const ana = await it_.actor('ana');
  await editTicket(desk, ana, number, { title: `Still ${MARK}` });
  const note = { text: `note ${MARK}`, commentType: 'internal', sourceKey: 'v1' } as const;
  await addComment(desk, ana, number, note);
  await opened(ana);
  const wanted = { at: new Date(desk.clock.now().getTime() + DAY_MS), text: `ask ${MARK}`, sourceKey: 'v8' };
  await remindMe(desk, ana, number, wanted);
  await changeStatus(desk, ana, number, 'close', { sourceKey: 'v2', text: '' });
}

/** By an admin with a reason, while it was confidential. */
async function opened(ana: Actor): Promise<void> {
  await changeConfidentiality(desk, ana, number, true);
  await giveReason(desk, await it_.actor('ada'), number, { reason: `who has ${MARK}?`, sourceKey: 'v9' });
  await changeConfidentiality(desk, ana, number, false);
}

async function keepFor(days: string): Promise<void> {
  const input = {
    key: 'IT',
    name: 'IT Support',
    description: '',
    emoji: 'ticket',
    showTargets: false,
    confidentialByDefault: false,
    isEveryMessage: false,
    takeEmoji: 'eyes',
    resolveEmoji: 'white_check_mark',
  };
  await editProject(desk, await it_.actor('ada'), 'IT', { ...input, forgetAfterDays: days });
}

const passDays = (days: number) => desk.clock.advance(days * DAY_MS);

describe('a ticket that has been closed for as long as its project keeps texts', () => {
  beforeEach(async () => {
    await closedTicket();
    await keepFor(String(DAYS));
  });

  it('keeps them until then, and has none after, with what happened to it and its clock as they were', async () => {
    passDays(DAYS - 1);
    expect(await forgetTickets(desk)).toBe(0);
    const before = await ticket();
    const entries = () => desk.database.prisma.changelogEntry.findMany({ orderBy: { id: 'asc' } });
    const told = await entries();
    passDays(1);
    expect(await forgetTickets(desk)).toBe(1);
    expect(await found()).toEqual([]);
    expect(await ticket()).toMatchObject({
      title: '[forgotten]',
      description: '',
      forgottenAt: desk.clock.now(),
      resolvedAt: before.resolvedAt,
      clockVersion: before.clockVersion,
    });
    const after = await entries();
    expect(after.slice(0, told.length)).toEqual(told);
    expect(after.slice(told.length)).toEqual([
      expect.objectContaining({ action: 'forgotten', actorId: null, newValue: null }),
    ]);
    expect(await desk.database.prisma.auditEntry.findMany({ where: { action: 'texts_forgotten' } })).toEqual([
      expect.objectContaining({ subject: { ticketId: before.id, projectId: it_.project.id, comments: 2 } }),
    ]);
    const stale = await desk.database.prisma.post.count({ where: { ticketId: before.id, wantedVersion: 1 } });
    expect(stale).toBe(0);
    expect(await forgetTickets(desk)).toBe(0);
  });

  it('is forgotten once by two processes at once', async () => {
    passDays(DAYS);
    const counts = await Promise.all([forgetTickets(desk), forgetTickets(desk), forgetTickets(desk)]);
    expect(counts.sort()).toEqual([0, 0, 1]);
    expect(await desk.database.prisma.changelogEntry.count({ where: { action: 'forgotten' } })).toBe(1);
  });

  it('gets nothing back from Slack, where it all still stands', async () => {
    passDays(DAYS);
    await forgetTickets(desk);
    const edit = { text: `now ${MARK}`, previousText: null, editTs: '1772445900.000000' };
    await ingestMessage(desk, edited(reply(), edit));
    await ingestMessage(desk, edited({ ...reply(), ts: THREAD_TS }, edit));
    await desk.database.prisma.ticketThread.updateMany({ data: { importedAt: null } });
    await importDueThreads(desk);
    await changeStatus(desk, await it_.actor('ana'), number, 'reopen', { sourceKey: 'v3', text: '' });
    await noteListening(desk, { connectedSinceAt: desk.clock.now(), isStart: true });
    await reconcile(desk, { spacingMs: 0, burst: 1 });
    expect(await found()).toEqual([]);
  });

  it('that is reopened is worked on with new words, and forgets those too once its time has come again', async () => {
    passDays(DAYS);
    await forgetTickets(desk);
    const ana = await it_.actor('ana');
    await changeStatus(desk, ana, number, 'reopen', { sourceKey: 'v3', text: `again ${MARK}` });
    await editTicket(desk, ana, number, { title: 'Once more' });
    passDays(DAYS * 2);
    expect(await forgetTickets(desk)).toBe(0);
    const { card } = await viewTicket(desk, ana, number);
    expect([card.title, card.description]).toEqual(['Once more', '[redacted]']);
    await changeStatus(desk, ana, number, 'close', { sourceKey: 'v4', text: '' });
    passDays(DAYS);
    expect(await forgetTickets(desk)).toBe(1);
    expect(await found()).toEqual([]);
  });

  it('keeps what is said on it later for as long', async () => {
    passDays(DAYS);
    await forgetTickets(desk);
    passDays(1);
    const ts = `${Math.floor(desk.clock.now().getTime() / 1_000)}.000200`;
    await ingestMessage(desk, posted({ ...reply(), ts, user: 'UANA' }, `late ${MARK}`));
    expect(await forgetTickets(desk)).toBe(0);
    passDays(DAYS - 1);
    expect(await forgetTickets(desk)).toBe(0);
    expect(await found()).not.toEqual([]);
    passDays(2);
    expect(await forgetTickets(desk)).toBe(1);
    expect(await found()).toEqual([]);
  });
});

describe('a project', () => {
  it('forgets nothing unless it is told to, and nothing that is open', async () => {
    await closedTicket();
    passDays(4_000);
    expect(await forgetTickets(desk)).toBe(0);
    await keepFor('30');
    await keepFor('');
    expect(await forgetTickets(desk)).toBe(0);
    await keepFor('30');
    await changeStatus(desk, await it_.actor('ana'), number, 'reopen', { sourceKey: 'v5', text: '' });
    expect(await forgetTickets(desk)).toBe(0);
  });

  it.each(['29', '0', '-1', '3651', '30.5', 'a month', '1e3'])(
    'refuses %j days at the field',
    async (typed) => {
      await expect(keepFor(typed)).rejects.toMatchObject({ field: 'forget_after_days' });
    },
  );
});
