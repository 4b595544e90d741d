/** What waited to be said to the agents of a ticket is said where it arrives, and nowhere else. */
import { describe, expect, it, vi } from 'vitest';
import { tellHeld } from '../../../src/services/notices/tell-held.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { wordsOf } from '../../support/notices.js';
import { UNKNOWN } from '../../support/outbox.js';
import { useMoving } from './use-moving.js';

const moving = useMoving();
const { startSender, send, prisma, move, say, saidIn, kindsIn, textOf } = moving;

describe('what waited to be said to the agents', () => {
  it.each([
    ['a requester’s words go to the next, notes do not', false],
    ['both go, where notes are taken along', true],
  ])('%s', async (_name, withNotes) => {
    await say('ana', 'internal', 'It is the gateway');
    await say('bo', 'public', 'Any news?');
    await move('ana', 'HR', withNotes);
    await send();
    expect(kindsIn('CHR')).toEqual(['triage_card', 'moved', ...(withNotes ? ['note'] : []), 'mirror']);
    expect(textOf('CHR').includes('gateway')).toBe(withNotes);
    expect(textOf('CTRIAGE')).not.toContain('gateway');
  });

  it.each([
    ['the agents there', true],
    ['the admins, where there is no triage channel', false],
  ])('an alert is told to whoever is to know now: %s', async (_name, isWithTriage) => {
    moving.desk.clock.advance(5 * 3_600_000);
    await sweepClocks(moving.desk, moving.desk.clock.now());
    expect(await prisma().alertNotice.count({ where: { outcome: 'posted' } })).toBeGreaterThan(0);
    await prisma().channel.updateMany({
      where: { slackChannelId: 'CHR' },
      data: isWithTriage ? {} : { role: null, projectId: null },
    });
    await move('ana');
    await send();
    moving.desk.clock.advance(60_000);
    await sweepClocks(moving.desk, moving.desk.clock.now());
    await send();
    expect(kindsIn('CTRIAGE')).toEqual(['moved_away', 'moved_away']);
    expect(kindsIn(isWithTriage ? 'CHR' : 'DUADA')).toContain('breach');
  });

  const breach = async () => {
    moving.desk.clock.advance(5 * 3_600_000);
    await sweepClocks(moving.desk, moving.desk.clock.now());
  };
  const words = () => say('bo', 'public', 'Any news?');
  it.each([
    ['words that had not come', 'mirror', words, false, []],
    // They are the thread's, as everything that stands there.
    ['words that had come', 'mirror', words, true, ['mirror']],
    ['an alert that had not come', 'breach', breach, false, []],
    ['an alert that had come', 'breach', breach, true, []],
  ])(
    'of which nobody knows whether it came is told to the agents there: %s',
    async (_what, kind, cause, isDone, left) => {
      await cause();
      moving.carrier.failNext('post', UNKNOWN, { isDone, slackChannelId: 'CTRIAGE' });
      await moving.sender.wake();
      await vi.waitFor(() => expect(moving.sender.isIdle()).toBe(true), { interval: 2, timeout: 30_000 });
      const [onTheWay] = await prisma().post.findMany({ where: { state: 'sending' } });
      expect(onTheWay).toMatchObject({ kind, threadRole: 'triage' });
      // Otherwise it may look again in the second that passes before the move.
      await moving.sender.stop();
      await move('ana');
      moving.sender = startSender();
      const open = { OR: [{ state: 'sending' as const }, { state: 'sent' as const, isWithdrawn: true }] };
      for (
        let look = 0;
        look < 10 && (look === 0 || (await prisma().post.count({ where: open })) > 0);
        look += 1
      ) {
        moving.desk.clock.advance(600_000);
        await send();
      }
      expect(kindsIn('CTRIAGE')).toEqual(['moved_away', ...left, 'moved_away']);
      expect(kindsIn('CHR').filter((each) => each === kind)).toHaveLength(1);
      expect(kindsIn('CHR')[0]).toBe('triage_card');
      const told = await prisma().alertNotice.findMany({ where: { outcome: 'posted', audience: 'triage' } });
      const keys = told.flatMap(({ postKey }) => postKey ?? []);
      expect(await prisma().post.count({ where: { key: { in: keys }, state: 'sent' } })).toBe(told.length);
    },
  );

  describe('a mention of whoever keeps the ticket comes to them by direct message', () => {
    const toAda = async () => {
      await tellHeld(moving.desk);
      await send();
      return saidIn('DUADA')
        .filter(({ kind }) => kind === 'gathered')
        .map(wordsOf)
        .join('\n');
    };
    const answered = async () => {
      await assignTicket(moving.desk, await moving.it_.actor('ada'), moving.number, { kind: 'me' });
      await changeStatus(moving.desk, await moving.it_.actor('ada'), moving.number, 'wait');
      await send();
      await say('bo', 'public', 'It is the gateway');
    };
    const given = async () => {
      const ada = { kind: 'user', slackUserId: 'UADA' } as const;
      await assignTicket(moving.desk, await moving.it_.actor('ana'), moving.number, ada);
    };

    it.each([
      ['that it is theirs', given, true, 'is yours, given to you by *ana*'],
      ['the answer that it waited for', answered, true, '*bo* answered: It is the gateway'],
      ['also where there is no channel', answered, false, '*bo* answered: It is the gateway'],
    ])('%s', async (_what, cause, isWithTriage, words) => {
      await prisma().channel.updateMany({
        where: { slackChannelId: 'CHR' },
        data: isWithTriage ? {} : { role: null, projectId: null },
      });
      await cause();
      await move('ana');
      expect(await toAda()).toContain(words);
    });

    it('and to nobody who has it no more, or was mentioned before it moved', async () => {
      const ben = { kind: 'user', slackUserId: 'UBEN' } as const;
      await given();
      await send();
      await assignTicket(moving.desk, await moving.it_.actor('ana'), moving.number, ben);
      await move('ana');
      expect(await prisma().post.count({ where: { heldForId: { not: null } } })).toBe(0);
    });
  });

  it('a list of alerts does not go on naming it', async () => {
    for (let count = 0; count < 6; count += 1) await moving.it_.open();
    await send();
    moving.desk.clock.advance(5 * 3_600_000);
    await sweepClocks(moving.desk, moving.desk.clock.now());
    await send();
    const listed = () =>
      saidIn('CTRIAGE').flatMap((said) =>
        said.kind === 'alert_digest' ? said.lines.map((line) => line.number) : [],
      );
    expect(listed()).toContain('IT-1');
    await move('ana');
    await send();
    expect(listed()).not.toContain('IT-1');
    expect(listed()).not.toContain('HR-1');
    expect(listed().length).toBeGreaterThan(0);
  });
});
