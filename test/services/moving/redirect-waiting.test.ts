/** What waited to be said to the agents of a ticket is said where it arrives, and nowhere else. */
import { describe, expect, it, vi } from 'vitest';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
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
