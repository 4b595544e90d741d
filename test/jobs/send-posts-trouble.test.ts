/** What can never be sent ends alone, is told of, and holds nobody up. */
import { describe, expect, it } from 'vitest';
import { examineDesk } from '../../src/services/doctor/examine-desk.js';
import { settleRefused } from '../../src/services/posts/settle-refused.js';
import { useOutbox } from '../support/outbox.js';

const outbox = useOutbox();
const { enqueue, line, prisma, rows, said, send } = outbox;

describe('a message that Slack refuses for good', () => {
  it.each(['channel_not_found', 'is_archived', 'not_in_channel', 'user_disabled'])(
    'with %s is tried no more, told to the admins once, and sent again when an admin says so',
    async (code) => {
      await enqueue(line('a'), line('b'));
      outbox.carrier.failNext('post', { kind: 'permanent', code }, { slackChannelId: 'CSECRET', times: 2 });
      const isTried = (call: string) => call === 'post CSECRET';
      for (let day = 0; day < 3; day += 1) {
        await send();
        outbox.desk.clock.advance(86_400_000);
      }
      expect(outbox.carrier.calls.filter(isTried)).toHaveLength(2);
      expect(await prisma().post.count({ where: { kind: 'undelivered' } })).toBe(1);
      const { findings } = await examineDesk(outbox.desk, await outbox.it_.actor('ada'));
      const refused = findings.flatMap((finding) => (finding.kind === 'refused' ? [finding.group] : []));
      expect(refused).toMatchObject([{ reason: code, count: 2 }]);

      await settleRefused(outbox.desk, await outbox.it_.actor('ada'), refused[0]?.postId ?? 0, 'resend');
      await send();
      expect(said().filter((words) => words === 'CSECRET: setup_notice')).toHaveLength(2);
      expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    },
  );
});

describe('trouble', () => {
  it('with this installation stops every conversation, and loses nothing', async () => {
    await enqueue(line('a'), line('b', { channelId: outbox.it_.help.id }));
    outbox.carrier.failNext('post', { kind: 'unauthorized', code: 'token_revoked' }, { times: 2 });
    await send();
    const calls = outbox.carrier.calls.length;
    await send();
    expect(outbox.carrier.calls).toHaveLength(calls);
    outbox.desk.clock.advance(30_000);
    await send();
    expect(said()).toHaveLength(2);
  });

  it('of our own with one message is given up after a while, and the next one goes out', async () => {
    await enqueue(line('a'), line('b'));
    outbox.carrier.failNext('post', new Error('cannot render'), { times: 8 });
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await send();
      outbox.desk.clock.advance(300_000);
    }
    expect((await rows()).map(({ state, lastError }) => [state, lastError])).toEqual([
      ['failed', 'internal_error'],
      ['sent', null],
    ]);
  });

  it('with opening a direct conversation is tried again', async () => {
    outbox.desk.directory.failOn('openDirect');
    await outbox.it_.open();
    await send();
    expect(said()).toEqual(['CTRIAGE: triage_card']);
    outbox.desk.directory.answerAgain();
    await send();
    expect(said()).toContain('DUBO: origin_card');
  });

  it('a lost lock connection is replaced', async () => {
    await enqueue(line('a'));
    await send();
    await prisma().$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await enqueue(line('b'));
    await send();
    await send();
    expect(said()).toHaveLength(2);
  });
});

describe('a row that another version of the bot wrote', () => {
  it.each([
    ['of a kind that is not known', { kind: 'from_the_future' }],
    ['with a payload of another shape', { kind: 'breach', payload: { target: 7, at: 'yesterday' } }],
    ['about a comment, without one', { kind: 'mirror' }],
    ['about a ticket, without one', { kind: 'triage_card' }],
    ['with a payload that is no object', { kind: 'recovered', payload: ['?'] }],
  ] as const)('%s ends alone, and holds nobody up', async (_name, broken) => {
    await outbox.it_.open();
    await send();
    const ticket = await prisma().ticket.findFirstOrThrow();
    const row = await prisma().post.create({
      data: {
        ...{ key: 'broken', kind: broken.kind, channelId: outbox.it_.triage.id },
        ...{ payload: 'payload' in broken ? (structuredClone(broken.payload) as object) : {} },
        ...(broken.kind === 'triage_card' ? {} : { ticketId: ticket.id }),
        ...{ nextAttemptAt: outbox.desk.clock.now() },
      },
    });
    await enqueue({
      key: 'next',
      kind: 'setup_notice',
      projectId: outbox.it_.project.id,
      channelId: outbox.it_.triage.id,
    });
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      await send();
      outbox.desk.clock.advance(3_600_000);
    }
    expect(said()).toContain('CTRIAGE: setup_notice');
    const { state } = await prisma().post.findUniqueOrThrow({ where: { id: row.id } });
    expect(['withdrawn', 'failed']).toContain(state);
  });

  const ROUNDS_MAX = 12;
});
