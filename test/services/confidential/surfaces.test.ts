import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import { isUserError } from '../../../src/errors.js';
import { snoozeAlert } from '../../../src/services/alerts/snooze-alert.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { editReply, readOwnReply, withdrawReply } from '../../../src/services/comments/edit-reply.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { giveReason, requireReasonNeeded } from '../../../src/services/confidential/give-reason.js';
import { listTickets } from '../../../src/services/finding/list-tickets.js';
import { searchTickets } from '../../../src/services/finding/search-tickets.js';
import { suggestTickets } from '../../../src/services/finding/suggest-tickets.js';
import { muteTicket } from '../../../src/services/notices/mute-ticket.js';
import { whyTold } from '../../../src/services/notices/why-told.js';
import { createTicketFromMessage } from '../../../src/services/opening/create-from-message.js';
import { visiblePredecessor } from '../../../src/services/opening/link-predecessor.js';
import { askForReconciling } from '../../../src/services/reconcile/ask-for-reconciling.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { forgetReminders, remindMe } from '../../../src/services/reminders/remind-me.js';
import { explainClock } from '../../../src/services/sla/explain/explain-clock.js';
import { ticketOfThread } from '../../../src/services/threads/ticket-of-thread.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { moveStart } from '../../../src/services/tickets/move-start.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { viewStart } from '../../../src/services/tickets/view-start.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { everyHomeOf } from '../../support/homes.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';

/** The ticket, or one that never was. */
type Target = { number: string; threadTs: string; commentId: number; noticeId: number };
type Surface = (actor: Actor, target: Target) => Promise<unknown>;

const fixture = useTestDesk();
let it_: ItProject;
let secret: Target;

const MISSING: Target = { number: 'IT-99', threadTs: '1700000099.000100', commentId: 9_999, noticeId: 9_999 };
const THREAD_TS = '1700000000.000100';
const TITLE = 'Harassment in Porto';
const TEXT = 'It happened on Friday';

const MOVES: StatusVerb[] = ['start', 'wait', 'hold', 'block', 'resume', 'resolve', 'close', 'reopen'];
const desk = () => fixture.desk;
const search = (actor: Actor, word: string) =>
  searchTickets(desk(), actor, { scope: 'all', filters: {}, words: [word] }, 1);
const list = (actor: Actor, words: string[], filters = {}) =>
  listTickets(desk(), actor, { scope: 'all', filters, words }, 1);

/**
 * Everything by which somebody can come to a ticket. What is posted without being asked for has its table in
 * `gateOf` in `src/domain/post-gate.ts`. A new way in belongs here.
 */
const NAMED = {
  'a reminder': (actor, { number }) =>
    remindMe(desk(), actor, number, {
      at: new Date('2026-12-01'),
      text: '',
      sourceKey: `reminder:${actor.userId}`,
    }),
  'why they were told': (actor, { number }) => whyTold(desk(), actor, number),
  'no direct messages': (actor, { number }) => muteTicket(desk(), actor, number, true),
  'direct messages again': (actor, { number }) => muteTicket(desk(), actor, number, false),
  'no more reminders': (actor, { number }) => forgetReminders(desk(), actor, number),
  'the card': (actor, { number }) => viewTicket(desk(), actor, number),
  'the history': (actor, { number }) => ticketHistory(desk(), actor, number),
  'the ledger': (actor, { number }) => explainClock(desk(), actor, number),
  'the form for when it began': (actor, { number }) => viewStart(desk(), actor, number),
  'when it began': (actor, { number }) =>
    moveStart(desk(), actor, number, { when: { at: new Date(0) }, reason: 'x' }),
  'a list of everything': (actor) => list(actor, []),
  'a search for its number': async (actor, { number }) => (await list(actor, [number])).lines,
  'a search for its title': async (actor) => (await list(actor, ['Harassment'])).lines,
  'a search for its text': async (actor) => (await list(actor, ['Friday'])).lines,
  'a list of its reporter’s': async (actor) =>
    (await list(actor, [], { reporter: { kind: 'user', slackUserId: 'UBO' } })).lines,
  'a list of its assignee’s': async (actor) =>
    (await list(actor, [], { assignee: { kind: 'user', slackUserId: 'UANA' } })).lines,
  'their Home': (actor) => everyHomeOf(desk(), actor.userId),
  'a list by its tag': async (actor) => (await list(actor, [], { tag: 'porto' })).lines,
  'a search of everything for its number': async (actor, { number }) => (await search(actor, number)).found,
  'a search of everything for its title': async (actor) => (await search(actor, 'Harassment')).found,
  'a search for its title, misspelled': async (actor) => (await search(actor, 'Harrasment')).found,
  'a search while its number is typed': (actor, { number }) => suggestTickets(desk(), actor, number),
  'a search while its title is typed': (actor) => suggestTickets(desk(), actor, 'harass'),
  'a list before anything is typed': (actor) => suggestTickets(desk(), actor, ''),
  'a search of everything for its text': async (actor) => (await search(actor, 'happened')).found,
  assigning: (actor, { number }) => assignTicket(desk(), actor, number, { kind: 'me' }),
  'a new priority': (actor, { number }) => editTicket(desk(), actor, number, { priority: 'high' }),
  'a new reporter': (actor, { number }) =>
    editTicket(desk(), actor, number, { reporterSlackUserId: 'UCLEO' }),
  'a public comment': (actor, { number }) =>
    addComment(desk(), actor, number, { text: 'x', commentType: 'public', sourceKey: 'v1' }),
  'a note': (actor, { number }) =>
    addComment(desk(), actor, number, { text: 'x', commentType: 'internal', sourceKey: 'v2' }),
  watching: (actor, { number }) => watchTicket(desk(), actor, number, { watch: true }),
  'adding a watcher': (actor, { number }) =>
    watchTicket(desk(), actor, number, { watch: true, slackUserId: 'UBEN' }),
  'making it confidential': (actor, { number }) => changeConfidentiality(desk(), actor, number, true),
  'taking that back': (actor, { number }) => changeConfidentiality(desk(), actor, number, false),
  'the form for a reason': (actor, { number }) => requireReasonNeeded(desk(), actor, number),
  'a reason': (actor, { number }) => giveReason(desk(), actor, number, { reason: 'x', sourceKey: 'v3' }),
  'going on from it': (actor, { number }) => visiblePredecessor(desk(), actor, number),
  'reading it again': (actor, { number }) => askForReconciling(desk(), actor, number),
  'a mention in its old thread': (actor, { threadTs }) => ticketOfThread(desk(), actor, 'CHELP', threadTs),
  'editing a reply of it': (actor, { commentId }) => editReply(desk(), actor, commentId, 'x'),
  'the form for that': (actor, { commentId }) => readOwnReply(desk(), actor, commentId),
  'withdrawing a reply of it': (actor, { commentId }) => withdrawReply(desk(), actor, commentId),
  redacting: (actor, { number }) => redactTexts(desk(), actor, number, { parts: ['description'] }),
  'snoozing its alert': (actor, { noticeId }) => snoozeAlert(desk(), actor, noticeId),
} satisfies Record<string, Surface>;

const SURFACES: Record<string, Surface> = {
  ...NAMED,
  ...Object.fromEntries(
    MOVES.map((verb): [string, Surface] => [
      `the move ${verb}`,
      (actor, { number }) => changeStatus(desk(), actor, number, verb, { text: 'x' }),
    ]),
  ),
};

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  const { prisma } = fixture.desk.database;
  const number = await it_.open(
    {
      ...{ title: TITLE, description: TEXT, isConfidential: true, tags: ['porto'] },
      ...{ assigneeId: it_.userId('ana') },
      talk: { kind: 'thread', channelId: it_.help.id, threadTs: THREAD_TS, isRootDescription: true },
    },
    'ana',
  );
  const ticket = await prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
  const said = { text: TEXT, commentType: 'public', sourceKey: 'view:reply' } as const;
  const { commentId } = await addComment(fixture.desk, await it_.actor('ana'), number, said);
  const alert = await prisma.slaAlert.create({
    data: {
      ...{ ticketId: ticket.id, targetKind: 'response', threshold: 80 },
      ...{ clockVersion: ticket.clockVersion, occurredAt: fixture.desk.clock.now() },
    },
  });
  const place = { audience: 'triage' as const, channelId: it_.triage.id };
  const notice = await prisma.alertNotice.create({
    data: { key: 'n', alertId: alert.id, ticketId: ticket.id, ...place, deliverAt: fixture.desk.clock.now() },
  });
  secret = { number, threadTs: THREAD_TS, commentId, noticeId: notice.id };
});

/** What comes out of a surface, with the number that was asked for as `#`. */
async function outcome(surface: Surface, person: Person, target: Target): Promise<string> {
  const actor = await it_.actor(person);
  const result = await surface(actor, target).then(
    (value) => ({ value }),
    (error: unknown) => {
      if (isUserError(error))
        return { refused: error.message, fields: error.fields, opens: error.reasonOpens };
      throw error;
    },
  );
  return JSON.stringify(result).replaceAll(target.number, '#');
}

/** By surface. */
async function outcomes(person: Person, target: Target, without: readonly string[] = []) {
  const found: Record<string, string> = {};
  for (const [name, surface] of Object.entries(SURFACES)) {
    if (!without.includes(name)) found[name] = await outcome(surface, person, target);
  }
  return found;
}

describe('a confidential ticket cannot be told from one that does not exist, by no surface', () => {
  it.each([
    ['somebody who reads the thread it came from, its assignee', 'cleo'],
    ['a guest', 'gus'],
    ['an outsider', 'olga'],
    ['an agent elsewhere', 'hedy'],
  ] as const)('by %s', async (_who, person) => {
    const { prisma } = fixture.desk.database;
    await prisma.ticket.updateMany({ data: { assigneeId: it_.userId('cleo') } });
    const there = await outcomes(person, secret);
    expect(there).toEqual(await outcomes(person, MISSING));
    expect(JSON.stringify(there)).not.toMatch(new RegExp(`${TITLE}|${TEXT}`));
  });
});

describe('an admin who has given no reason', () => {
  const WITHOUT_NUMBER = [
    ...['a mention in its old thread', 'editing a reply of it', 'the form for that'],
    ...['withdrawing a reply of it', 'snoozing its alert', 'going on from it'],
  ];
  const ASKED = ['the form for a reason', 'a reason'];

  it('learns no more than that there is one, and only by asking for its number', async () => {
    const there = await outcomes('ada', secret, ASKED);
    const missing = await outcomes('ada', MISSING, ASKED);
    for (const [name, result] of Object.entries(there)) {
      const isList = /list|search|Home/.test(name);
      if (isList || WITHOUT_NUMBER.includes(name)) expect([name, result]).toEqual([name, missing[name]]);
      else expect([name, result]).toEqual([name, expect.stringMatching(/# is confidential.*"opens":"#"/)]);
    }
    expect(JSON.stringify(there)).not.toMatch(new RegExp(`${TITLE}|${TEXT}`));
  });

  it('sees it by every surface once they have given one, for a day, and may not make more of it', async () => {
    const reason = { reason: 'Legal asked for it', sourceKey: 'view:reason' };
    await giveReason(fixture.desk, await it_.actor('ada'), secret.number, reason);
    const seen = (surface: Surface) => outcome(surface, 'ada', secret);
    expect(await seen(NAMED['the card'])).toContain(TITLE);
    expect(await seen(NAMED['the history'])).toContain('reason_given');
    expect(await seen(NAMED['a search for its title'])).toContain(TITLE);
    expect(await seen(NAMED['a search for its text'])).toContain(TITLE);
    for (const name of ['watching', 'adding a watcher', 'a new reporter', 'taking that back'] as const) {
      expect([name, await seen(NAMED[name])]).toEqual([name, expect.stringMatching(/Only .*agents/)]);
    }
    expect(await seen(NAMED.assigning)).toMatch(/Only agents of IT/);
    fixture.desk.clock.advance(24 * 3_600_000);
    expect(await seen(NAMED['the card'])).toMatch(/is confidential/);
    expect(await seen(NAMED['a list of everything'])).not.toContain(TITLE);
  });
});

describe('whoever may see it', () => {
  it.each([
    ['its reporter', 'bo'],
    ['an agent', 'ben'],
    ['a watcher whom an agent added', 'cleo'],
  ] as const)('%s does', async (_name, person) => {
    const watch = { watch: true, slackUserId: 'UCLEO' };
    await watchTicket(fixture.desk, await it_.actor('ana'), secret.number, watch);
    expect((await viewTicket(fixture.desk, await it_.actor(person), secret.number)).card.title).toBe(TITLE);
    expect((await list(await it_.actor(person), ['Harassment'])).lines).toMatchObject([
      { isConfidential: true },
    ]);
  });
});

describe('a message that is a confidential ticket', () => {
  beforeEach(() => {
    fixture.desk.directory.setMessage('CHELP', {
      ts: THREAD_TS,
      text: TEXT,
      author: 'UBO',
      threadTs: null,
      replyCount: 0,
    });
  });

  it('makes no other ticket, and is told only to who may see it', async () => {
    const source = { slackChannelId: 'CHELP', ts: THREAD_TS };
    const again = createTicketFromMessage(fixture.desk, await it_.actor('bo'), source);
    expect(await again).toMatchObject({ ticketNumber: secret.number, isNew: false });
    const byCleo = createTicketFromMessage(fixture.desk, await it_.actor('cleo'), source);
    await expect(byCleo).rejects.toThrow(/^I can't make a ticket of this message\. Type `\/ticket new`/);
    expect(await fixture.desk.database.prisma.ticket.count()).toBe(1);
  });

  it('answers a second reaction with nothing, whoever it is by', async () => {
    const source = { slackChannelId: 'CHELP', ts: THREAD_TS, via: 'reaction' as const };
    const byCleo = await createTicketFromMessage(fixture.desk, await it_.actor('cleo'), source);
    expect(byCleo).toMatchObject({ isNew: false });
  });
});
