/** What a ticket itself says, its description and its other words, is redacted as comments are. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/domain/incoming-message.js';
import { REDACTED } from '../../../src/domain/redacted.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import type { TicketPart } from '../../../src/services/redaction/blank-ticket.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { explainClock } from '../../../src/services/sla/explain/explain-clock.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { moveStart } from '../../../src/services/tickets/move-start.js';
import { ticketHistory } from '../../../src/services/tickets/ticket-history.js';
import { viewTicket } from '../../../src/services/tickets/view-ticket.js';
import { type TestDesk, useTestDesk } from '../../support/desk.js';
import { findMark } from '../../support/find-mark.js';
import { type ItProject, makeItProject, type Person } from '../../support/it-project.js';
import { edited, file, filesChanged, posted } from '../../support/messages.js';
import { openRoom, type Room } from '../../support/threads.js';

const MARK = 'hunter2';
const held = useTestDesk();
let desk: TestDesk;
let it_: ItProject;
let room: Room;

beforeEach(async () => {
  desk = held.desk;
  it_ = await makeItProject(desk);
  room = await openRoom(desk, it_);
  await desk.database.prisma.project.updateMany({ data: { mirrorMode: 'all' } });
});
const secretFile = { ...file('F1'), name: `${MARK}.txt`, urlPrivate: `https://files.example/${MARK}` };
const found = () => findMark(desk.database.pool, MARK);

async function ingestAll(...messages: IncomingMessage[]): Promise<void> {
  for (const message of messages) await ingestMessage(desk, message);
}

describe('a redacted description', () => {
  async function ticketOfMessage(): Promise<string> {
    const talk = {
      kind: 'thread',
      channelId: it_.help.id,
      threadTs: room.ts(50),
      isRootDescription: true,
    } as const;
    return it_.open({ talk, description: `my password is ${MARK}` });
  }
  const root = () => ({ channel: 'CHELP', threadTs: room.ts(50), ts: room.ts(50), user: 'UBO' });

  it('is empty, stays so whatever its message is edited to, and its message is named', async () => {
    const number = await ticketOfMessage();
    const redact = async () => redactTexts(desk, await it_.actor('ana'), number, { parts: ['description'] });
    await ingestMessage(desk, filesChanged(root(), [secretFile]));
    expect(await redact()).toEqual({
      count: 1,
      standing: [{ slackChannelId: 'CHELP', messageTs: room.ts(50) }],
    });
    await ingestAll(
      edited(
        root(),
        { text: `no, ${MARK}`, previousText: null, editTs: room.ts(60) },
        { files: [secretFile] },
      ),
      filesChanged(root(), [{ ...secretFile, slackFileId: 'F2' }]),
      posted(root(), MARK, { files: [{ ...secretFile, slackFileId: 'F3' }] }),
    );
    expect(await found()).toEqual([]);
    expect(await redact()).toMatchObject({ count: 0 });
  });
});

describe('the words of a ticket itself', () => {
  const redact = async (...parts: TicketPart[]) =>
    redactTexts(desk, await it_.actor('ana'), room.ticketNumber, { parts });
  const by = (person: Person) => it_.actor(person);

  it('are gone from the titles it has had, beside a changelog that never changes', async () => {
    const ana = await by('ana');
    await editTicket(desk, ana, room.ticketNumber, { title: `Password ${MARK}` });
    await editTicket(desk, ana, room.ticketNumber, { title: 'Password' });
    const entries = () => desk.database.prisma.changelogEntry.findMany({ where: { action: 'title' } });
    const before = await entries();
    expect(await found()).toEqual(['changelog_texts.text']);
    expect(await redact('title')).toEqual({ count: 1, standing: [] });
    expect(await found()).toEqual([]);
    expect(await entries()).toEqual(before);
    const lines = await ticketHistory(desk, ana, room.ticketNumber);
    expect(lines.flatMap(({ action, from, to }) => (action === 'title' ? [[from, to]] : []))).toEqual([
      [REDACTED, REDACTED],
      [REDACTED, REDACTED],
    ]);
    expect(await redact('title')).toMatchObject({ count: 0 });
    await editTicket(desk, ana, room.ticketNumber, { title: 'VPN' });
    expect((await viewTicket(desk, ana, room.ticketNumber)).card.title).toBe('VPN');
  });

  it('are gone from how it was known when it began, and its clock stays', async () => {
    const ana = await by('ana');
    const startedAt = new Date(desk.clock.now().getTime() - 3_600_000);
    const say = (reason: string) =>
      moveStart(desk, ana, room.ticketNumber, { when: { at: startedAt }, reason });
    await say(`the log of ${MARK}`);
    await say(`no, ${MARK}`);
    const clock = async () => {
      const { targets } = await explainClock(desk, ana, room.ticketNumber);
      return targets.map(({ kind, targetSeconds, elapsedSeconds }) => ({
        kind,
        targetSeconds,
        elapsedSeconds,
      }));
    };
    const before = await clock();
    expect(await redact('start_reason')).toMatchObject({ count: 1 });
    expect(await found()).toEqual([]);
    expect(await clock()).toEqual(before);
    const { card } = await viewTicket(desk, ana, room.ticketNumber);
    expect(card.began).toEqual({ at: startedAt, reason: REDACTED });
    expect(await redact('start_reason')).toMatchObject({ count: 0 });
    const lines = await ticketHistory(desk, await by('bo'), room.ticketNumber);
    expect(lines.map(({ action }) => action)).not.toContain('redacted');
  });
});
