/** A draft loses no word and belongs to one person, whoever presses, however often, and at whatever moment. */
import { beforeEach, describe, expect, it } from 'vitest';
import { joinMessageDraft } from '../../../src/services/message-drafts/join-message-draft.js';
import { PAGES_MAX } from '../../../src/services/message-drafts/read-message-draft.js';
import { remindMessageDrafts } from '../../../src/services/message-drafts/remind-message-drafts.js';
import {
  addMessageDraftToTicket,
  dismissMessageDraft,
  makeTicketOfMessageDraft,
} from '../../../src/services/message-drafts/settle-message-draft.js';
import { createTicketFromMessage } from '../../../src/services/opening/create-from-message.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';
import { posted } from '../../support/messages.js';

const START = Date.UTC(2026, 2, 2, 10) / 1000;
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let said: { ts: string; text: string }[];

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  desk.directory.addConversation('DUBO', { kind: 'im', members: ['UBO'] });
  said = [];
});

const ts = (number: number) => `${START + number}.000100`;

/** Bo writes it: Slack has it from then on, whether the desk hears of it or not. */
function writes(...numbers: number[]): void {
  for (const number of numbers) {
    const message = { ts: ts(number), text: `words ${number}` };
    said.push(message);
    desk.directory.setMessage('DUBO', { ...message, threadTs: null, author: 'UBO', replyCount: 0 });
  }
  const newestFirst = said.toSorted((left, right) => (left.ts < right.ts ? 1 : -1));
  desk.directory.setChannel(
    'DUBO',
    newestFirst.map(({ ts: at, text }) => ({
      ...{ ts: at, author: 'UBO', replyCount: 0, latestReplyTs: null, reactions: [] },
      message: posted({ channel: 'DUBO', ts: at, threadTs: at, user: 'UBO' }, text, { threadTs: null }),
    })),
  );
}
const hears = (number: number) =>
  joinMessageDraft(desk, { slackUserId: 'UBO', slackChannelId: 'DUBO', ts: ts(number) });
const drafts = () => desk.database.prisma.messageDraft.findMany({ orderBy: { id: 'asc' } });
const prompts = () => desk.database.prisma.post.count({ where: { kind: 'draft_prompt' } });
const descriptions = async () =>
  (await desk.database.prisma.ticket.findMany({ orderBy: { id: 'asc' } })).map(
    ({ description }) => description,
  );
const bo = () => it_.actor('bo');
const made = async () => ({
  tickets: await desk.database.prisma.ticket.count(),
  comments: await desk.database.prisma.comment.count(),
});

describe('what is written', () => {
  it('at once, twice and in any order joins one draft with one question', async () => {
    writes(1, 2, 3, 4, 5);
    await Promise.all([3, 1, 5, 2, 4, 3, 1].map(hears));
    await hears(2);
    expect(await drafts()).toMatchObject([{ firstTs: ts(1), lastTs: ts(5), settledAt: null }]);
    expect(await prompts()).toBe(1);
  });

  it('is told of again after it was settled, and begins nothing', async () => {
    writes(1, 2);
    await hears(1);
    await hears(2);
    const [draft] = await drafts();
    await makeTicketOfMessageDraft(desk, await bo(), draft?.id ?? 0);
    await hears(1);
    await hears(2);
    expect(await drafts()).toHaveLength(1);
  });

  it('and never heard of is part of it all the same', async () => {
    writes(1, 2, 3);
    await hears(1);
    const [draft] = await drafts();
    await makeTicketOfMessageDraft(desk, await bo(), draft?.id ?? 0);
    expect(await descriptions()).toEqual(['words 1\n\nwords 2\n\nwords 3']);
  });

  it('beside what was made a ticket of its own is not lost over that', async () => {
    writes(1, 2, 3);
    await hears(1);
    await createTicketFromMessage(desk, await bo(), { slackChannelId: 'DUBO', ts: ts(1) });
    const [draft] = await drafts();
    await makeTicketOfMessageDraft(desk, await bo(), draft?.id ?? 0);
    expect(await descriptions()).toEqual(['words 1', 'words 2\n\nwords 3']);
  });

  it('page after page of it is read', async () => {
    desk.directory.setPageSize(3);
    writes(1, 2, 3, 4, 5, 6, 7, 8);
    await hears(1);
    const [draft] = await drafts();
    await makeTicketOfMessageDraft(desk, await bo(), draft?.id ?? 0);
    expect(await descriptions()).toEqual([said.map(({ text }) => text).join('\n\n')]);
  });

  it('and more of it than can be read is left as it is, and whoever presses is told', async () => {
    desk.directory.setPageSize(1);
    writes(...Array.from({ length: PAGES_MAX + 1 }, (_, index) => index + 1));
    await hears(1);
    const [draft] = await drafts();
    const press = async () => makeTicketOfMessageDraft(desk, await bo(), draft?.id ?? 0);
    await expect(press()).rejects.toThrow('more since then than I can read at once');
    expect(await made()).toEqual({ tickets: 0, comments: 0 });
    expect(await drafts()).toMatchObject([{ settledAt: null, lastTs: ts(1) }]);
    desk.directory.setPageSize(2);
    await press();
    expect((await descriptions())[0]).toContain(`words ${PAGES_MAX + 1}`);
  });

  it('long ago is found under all that was written after it lapsed', async () => {
    desk.directory.setPageSize(1);
    writes(1, 2);
    await hears(1);
    await hears(2);
    await desk.database.prisma.messageDraft.updateMany({
      data: { outcome: 'lapsed', settledAt: desk.clock.now() },
    });
    writes(...Array.from({ length: PAGES_MAX + 1 }, (_, index) => index + 10));
    const [draft] = await drafts();
    await makeTicketOfMessageDraft(desk, await bo(), draft?.id ?? 0);
    expect(await descriptions()).toEqual(['words 1\n\nwords 2']);
  });

  it('while somebody presses is in the ticket or in the next draft', async () => {
    writes(1);
    await hears(1);
    const [draft] = await drafts();
    const read = desk.directory.readChannelPage;
    desk.directory.readChannelPage = async (...asked) => {
      const page = await read(...asked);
      writes(2, 3);
      await hears(2);
      await hears(3);
      return page;
    };
    await makeTicketOfMessageDraft(desk, await bo(), draft?.id ?? 0);
    desk.directory.readChannelPage = read;
    const [, next] = await drafts();
    expect(next).toMatchObject({ settledAt: null, lastTs: ts(3) });
    await makeTicketOfMessageDraft(desk, await bo(), next?.id ?? 0);
    expect(await descriptions()).toEqual(['words 1', 'words 2\n\nwords 3']);
  });
});

describe('pressed', () => {
  it('ten times at once it is one ticket', async () => {
    writes(1, 2);
    await hears(1);
    await hears(2);
    const [draft] = await drafts();
    const actor = await bo();
    await Promise.allSettled(
      Array.from({ length: 10 }, () => makeTicketOfMessageDraft(desk, actor, draft?.id ?? 0)),
    );
    expect(await descriptions()).toEqual(['words 1\n\nwords 2']);
    expect(await drafts()).toMatchObject([{ outcome: 'ticket' }]);
  });

  it('ten times at once it is one comment', async () => {
    const number = await it_.open();
    writes(1);
    await hears(1);
    const [draft] = await drafts();
    const actor = await bo();
    await Promise.allSettled(
      Array.from({ length: 10 }, () => addMessageDraftToTicket(desk, actor, draft?.id ?? 0, number)),
    );
    expect(await desk.database.prisma.comment.count()).toBe(1);
  });

  it('everywhere at once it is what one of the buttons says, and the others say that it was decided', async () => {
    const number = await it_.open();
    const actor = await bo();
    for (let round = 1; round <= 5; round += 1) {
      writes(round);
      await hears(round);
      const id = (await drafts()).at(-1)?.id ?? 0;
      const before = await made();
      const presses = await Promise.allSettled([
        makeTicketOfMessageDraft(desk, actor, id),
        addMessageDraftToTicket(desk, actor, id, number),
        dismissMessageDraft(desk, actor, id),
      ]);
      const refused = presses.flatMap((press) => (press.status === 'rejected' ? [press.reason.message] : []));
      expect(refused).toEqual(Array(2).fill(expect.stringContaining('decided this already')));
      const outcome = (await drafts()).find((draft) => draft.id === id)?.outcome;
      const after = await made();
      expect({
        outcome,
        tickets: after.tickets - before.tickets,
        comments: after.comments - before.comments,
      }).toEqual({
        outcome,
        tickets: outcome === 'ticket' ? 1 : 0,
        comments: outcome === 'comment' ? 1 : 0,
      });
    }
  });

  it.each<[string, (draftId: number) => Promise<unknown>]>([
    ['by an agent', async (id) => makeTicketOfMessageDraft(desk, await it_.actor('ana'), id)],
    ['by an admin', async (id) => addMessageDraftToTicket(desk, await it_.actor('ada'), id, 'IT-1')],
    ['by somebody from elsewhere', async (id) => dismissMessageDraft(desk, await it_.actor('olga'), id)],
    ['with a number of no draft', async (id) => makeTicketOfMessageDraft(desk, await bo(), id + 1)],
  ])('%s it is refused, and nothing is read', async (_who, press) => {
    writes(1);
    await hears(1);
    const [draft] = await drafts();
    await expect(press(draft?.id ?? 0)).rejects.toMatchObject({ name: 'UserError' });
    expect(desk.directory.asked.filter((asked) => asked.startsWith('readChannelPage'))).toEqual([]);
    expect(await drafts()).toMatchObject([{ settledAt: null }]);
  });

  it('for a ticket of somebody else it is refused like one that is not there', async () => {
    const number = await it_.open({ reporterId: it_.userId('cleo') }, 'cleo');
    writes(1);
    await hears(1);
    const [draft] = await drafts();
    await expect(addMessageDraftToTicket(desk, await bo(), draft?.id ?? 0, number)).rejects.toThrow(
      `There is no ticket ${number} that you can see`,
    );
    expect(await drafts()).toMatchObject([{ settledAt: null }]);
  });

  it('while Slack refuses, it says so and can be pressed again', async () => {
    writes(1);
    await hears(1);
    const [draft] = await drafts();
    desk.directory.refuse({ refused: 'busy', retryAfterSeconds: 5 });
    await expect(makeTicketOfMessageDraft(desk, await bo(), draft?.id ?? 0)).rejects.toThrow('Press again');
    await makeTicketOfMessageDraft(desk, await bo(), draft?.id ?? 0);
    expect(await descriptions()).toEqual(['words 1']);
  });
});

it('two processes remind of a draft once', async () => {
  writes(1);
  await hears(1);
  desk.clock.advance(31 * 60_000);
  await Promise.all([remindMessageDrafts(desk), remindMessageDrafts(desk)]);
  expect(await prompts()).toBe(2);
});
