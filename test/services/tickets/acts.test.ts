import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/permissions.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;
let number: string;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
  number = await it_.open();
});

const prisma = () => fixture.desk.database.prisma;
const row = () => prisma().ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
const actions = async () =>
  (await prisma().changelogEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);
const postKinds = async () =>
  (await prisma().post.findMany({ orderBy: { id: 'asc' } })).map(({ kind, payload }) =>
    kind === 'status_line' ? `${kind} ${(payload as { audience: string }).audience}` : kind,
  );

/** Every act, as somebody would do it. */
const ACTS: Record<string, (actor: Actor) => Promise<unknown>> = {
  view: (actor) => viewTicket(fixture.desk, actor, number),
  history: (actor) => ticketHistory(fixture.desk, actor, number),
  comment: (actor) =>
    addComment(fixture.desk, actor, number, { text: 'hello', commentType: 'public', sourceKey: 'view:C' }),
  note: (actor) =>
    addComment(fixture.desk, actor, number, { text: 'hello', commentType: 'internal', sourceKey: 'view:N' }),
  assign: (actor) =>
    assignTicket(fixture.desk, actor, number, { kind: 'user', slackUserId: slackIdOf('ben') }),
  priority: (actor) => editTicket(fixture.desk, actor, number, { priority: 'high' }),
  title: (actor) => editTicket(fixture.desk, actor, number, { title: 'VPN' }),
  type: (actor) => editTicket(fixture.desk, actor, number, { issueType: 'bug' }),
  reporter: (actor) => editTicket(fixture.desk, actor, number, { reporterSlackUserId: slackIdOf('cleo') }),
  start: (actor) => changeStatus(fixture.desk, actor, number, 'start'),
  wait: (actor) => changeStatus(fixture.desk, actor, number, 'wait'),
  hold: (actor) => changeStatus(fixture.desk, actor, number, 'hold'),
  block: (actor) => changeStatus(fixture.desk, actor, number, 'block'),
  resolve: (actor) => changeStatus(fixture.desk, actor, number, 'resolve'),
  close: (actor) => changeStatus(fixture.desk, actor, number, 'close'),
  watch: (actor) => watchTicket(fixture.desk, actor, number, { watch: true }),
  'watch for somebody': (actor) =>
    watchTicket(fixture.desk, actor, number, { slackUserId: slackIdOf('cleo'), watch: true }),
};

describe('a ticket in direct messages', () => {
  const strangers: Person[] = ['cleo', 'gus', 'olga', 'hedy'];
  const all = Object.keys(ACTS);
  it.each(strangers.flatMap((person) => all.map((act) => [person, act] as const)))(
    'does not exist for %s who tries to %s',
    async (person, act) => {
      const actor = await it_.actor(person);
      const missing = await viewTicket(fixture.desk, actor, 'IT-999').catch(({ message }: Error) => message);
      const words = String(missing).replace('IT-999', number);
      await expect(ACTS[act]?.(actor)).rejects.toThrow(words);
      expect(await actions()).toEqual(['created']);
    },
  );

  const forAgents = [
    'note',
    'assign',
    'priority',
    'title',
    'type',
    'reporter',
    'start',
    'wait',
    'hold',
    'block',
    'watch for somebody',
  ];
  it.each(forAgents)('refuses its reporter who tries to %s, and says who can', async (act) => {
    const bo = await it_.actor('bo');
    await expect(ACTS[act]?.(bo)).rejects.toThrow(/agents of its project/);
    expect(await actions()).toEqual(['created']);
  });

  it.each(['view', 'history', 'comment', 'resolve', 'close', 'watch'])(
    'lets its reporter %s',
    async (act) => {
      await expect(ACTS[act]?.(await it_.actor('bo'))).resolves.toBeDefined();
    },
  );

  it.each(all.flatMap((act) => [['ana', act] as const, ['ada', act] as const]))(
    'lets %s %s',
    async (person, act) => {
      await expect(ACTS[act]?.(await it_.actor(person))).resolves.toBeDefined();
    },
  );
});

describe('status', () => {
  it('resolving sets the time, the resolution and the category, and tells the reporter and the agents', async () => {
    const { card } = await changeStatus(fixture.desk, await it_.actor('ana'), number, 'resolve', {
      resolution: 'duplicate',
    });
    expect(card).toMatchObject({ status: 'resolved', resolution: 'duplicate' });
    expect(await row()).toMatchObject({
      statusCategory: 'done',
      resolvedAt: fixture.desk.clock.now(),
      closedAt: null,
    });
    expect(await postKinds()).toEqual([
      'origin_card',
      'triage_card',
      'status_line origin',
      'status_line triage',
    ]);
  });

  it('closing directly resolves too; reopening clears both and keeps them in the changelog', async () => {
    const ana = await it_.actor('ana');
    await changeStatus(fixture.desk, ana, number, 'close');
    expect(await row()).toMatchObject({
      resolvedAt: fixture.desk.clock.now(),
      closedAt: fixture.desk.clock.now(),
    });
    fixture.desk.clock.advance(60_000);
    await changeStatus(fixture.desk, ana, number, 'reopen');
    expect(await row()).toMatchObject({ status: 'open', resolvedAt: null, closedAt: null, resolution: null });
    expect(await actions()).toEqual(['created', 'status', 'status']);
  });

  it('pressed twice changes once', async () => {
    const ana = await it_.actor('ana');
    const results = await Promise.all([
      changeStatus(fixture.desk, ana, number, 'start'),
      changeStatus(fixture.desk, ana, number, 'start'),
    ]);
    expect(results.map(({ isChanged }) => isChanged).sort()).toEqual([false, true]);
    expect(await actions()).toEqual(['created', 'status']);
  });

  it('an illegal move is refused with what is possible', async () => {
    const refused = changeStatus(fixture.desk, await it_.actor('ana'), number, 'resume');
    await expect(refused).rejects.toThrow(
      'A new ticket cannot be resumed. It can be assigned, started, set to waiting, put on hold, set to blocked, resolved or closed.',
    );
  });

  it('a reporter cannot reopen what is closed, an agent can', async () => {
    await changeStatus(fixture.desk, await it_.actor('ana'), number, 'close');
    await expect(changeStatus(fixture.desk, await it_.actor('bo'), number, 'reopen')).rejects.toThrow(
      /only agents/,
    );
    await expect(changeStatus(fixture.desk, await it_.actor('ana'), number, 'reopen')).resolves.toMatchObject(
      { isChanged: true },
    );
  });

  it('nobody is told of their own act: the reporter who resolves in direct messages gets no line', async () => {
    await changeStatus(fixture.desk, await it_.actor('bo'), number, 'resolve');
    expect(await postKinds()).toEqual(['origin_card', 'triage_card', 'status_line triage']);
  });

  it('a text with waiting is a question to the reporter and the first response; with a hold it is a note', async () => {
    const ana = await it_.actor('ana');
    await changeStatus(fixture.desk, ana, number, 'hold', { text: 'vendor' });
    expect(await row()).toMatchObject({ status: 'on_hold', firstRespondedAt: null });
    await changeStatus(fixture.desk, ana, number, 'wait', { text: 'Which VPN?' });
    expect(await row()).toMatchObject({ status: 'waiting', firstRespondedAt: fixture.desk.clock.now() });
    const comments = await prisma().comment.findMany({ orderBy: { id: 'asc' } });
    expect(comments.map(({ content, commentType }) => [content, commentType])).toEqual([
      ['vendor', 'internal'],
      ['Which VPN?', 'public'],
    ]);
  });

  it.each([
    ['resolve', 'resolved'],
    ['close', 'closed'],
  ] as const)('the reporter’s own words with %s do not undo it', async (event, status) => {
    await changeStatus(fixture.desk, await it_.actor('bo'), number, event, {
      text: 'Found it myself, no need to look',
    });
    expect(await row()).toMatchObject({ status, firstRespondedAt: null });
    expect(await actions()).toEqual(['created', 'comment_added', 'status']);
  });

  it('a text that comes with a move is read before the line about the move', async () => {
    await changeStatus(fixture.desk, await it_.actor('ana'), number, 'resolve', { text: 'New certificate.' });
    expect((await postKinds()).slice(2)).toEqual([
      'reply',
      'reply_receipt',
      'status_line origin',
      'status_line triage',
    ]);
    expect(await actions()).toEqual(['created', 'comment_added', 'first_response', 'status']);
  });

  it('watchers are told by direct message, once, and not of their own act', async () => {
    await watchTicket(fixture.desk, await it_.actor('ana'), number, {
      slackUserId: slackIdOf('cleo'),
      watch: true,
    });
    await watchTicket(fixture.desk, await it_.actor('ana'), number, { watch: true });
    await changeStatus(fixture.desk, await it_.actor('ana'), number, 'resolve');
    const lines = await prisma().post.findMany({ where: { key: { contains: ':watcher:' } } });
    expect(lines.map(({ userId }) => userId)).toEqual([it_.userId('cleo')]);
  });
});

describe('a mention that Slack delivers again', () => {
  it.each<[string, (sourceKey: string) => Promise<{ isChanged: boolean }>]>([
    [
      'resolve',
      async (sourceKey) =>
        changeStatus(fixture.desk, await it_.actor('ana'), number, 'resolve', { sourceKey }),
    ],
    [
      'take',
      async (sourceKey) =>
        assignTicket(fixture.desk, await it_.actor('ana'), number, { kind: 'me' }, { sourceKey }),
    ],
    [
      'priority',
      async (sourceKey) =>
        editTicket(fixture.desk, await it_.actor('ana'), number, { priority: 'high' }, { sourceKey }),
    ],
  ])('does nothing more, whatever happened since: %s', async (_verb, act) => {
    const ana = await it_.actor('ana');
    expect((await act('mention:C1:1.000100')).isChanged).toBe(true);
    fixture.desk.clock.advance(60_000);
    await changeStatus(fixture.desk, ana, number, 'reopen').catch(() => undefined);
    await assignTicket(fixture.desk, ana, number, { kind: 'nobody' });
    await editTicket(fixture.desk, ana, number, { priority: 'low' });
    expect((await act('mention:C1:1.000100')).isChanged).toBe(false);
    expect((await act('mention:C1:2.000100')).isChanged).toBe(true);
  });
});

describe('assigning', () => {
  it('opens a new ticket and mentions the assignee in triage, unless they took it', async () => {
    await assignTicket(fixture.desk, await it_.actor('ana'), number, {
      kind: 'user',
      slackUserId: slackIdOf('ben'),
    });
    expect(await row()).toMatchObject({ status: 'open', assigneeId: it_.userId('ben') });
    await assignTicket(fixture.desk, await it_.actor('ana'), number, { kind: 'me' });
    expect((await postKinds()).filter((kind) => kind === 'assigned')).toHaveLength(1);
  });

  it.each(['bo', 'cleo', 'gus', 'olga', 'hedy'] as const)('refuses %s as assignee', async (person) => {
    const refused = assignTicket(fixture.desk, await it_.actor('ana'), number, {
      kind: 'user',
      slackUserId: slackIdOf(person),
    });
    await expect(refused).rejects.toThrow(/Only agents of IT/);
    expect((await row()).assigneeId).toBeNull();
  });

  it('to nobody clears it and moves nothing', async () => {
    const ana = await it_.actor('ana');
    await assignTicket(fixture.desk, ana, number, { kind: 'me' });
    await assignTicket(fixture.desk, ana, number, { kind: 'nobody' });
    expect(await row()).toMatchObject({ status: 'open', assigneeId: null });
  });
});

describe('cards', () => {
  it('several changes before the sender comes are one update that is still to be sent', async () => {
    await prisma().post.updateMany({ data: { state: 'sent', sentVersion: 1 } });
    const ana = await it_.actor('ana');
    await editTicket(fixture.desk, ana, number, { priority: 'high' });
    await changeStatus(fixture.desk, ana, number, 'start');
    const cards = await prisma().post.findMany({ where: { kind: { in: ['origin_card', 'triage_card'] } } });
    expect(cards.map(({ wantedVersion, sentVersion }) => [wantedVersion, sentVersion])).toEqual([
      [3, 1],
      [3, 1],
    ]);
  });

  it('requesters see targets only if the project says so, agents always', async () => {
    const bo = await viewTicket(fixture.desk, await it_.actor('bo'), number);
    const ana = await viewTicket(fixture.desk, await it_.actor('ana'), number);
    expect([bo.card.targets, ana.card.targets?.response.state]).toEqual([null, 'running']);
    await prisma().project.update({ where: { id: it_.project.id }, data: { showTargets: true } });
    expect((await viewTicket(fixture.desk, await it_.actor('bo'), number)).card.targets).not.toBeNull();
  });
});
