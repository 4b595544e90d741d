/** What the bot said for agents is taken out of a channel that others can read by now. */
import { describe, expect, it } from 'vitest';
import { claimPost } from '../../../src/services/posts/claim-posts.js';
import { recordSending } from '../../../src/services/posts/record-sent.js';
import { setTriageChannel } from '../../../src/services/projects/set-triage-channel.js';
import { createTestCarrier } from '../../support/carrier.js';
import { useConversions } from './use-conversions.js';

const world = useConversions();
const { prisma, becomes, send } = world;

describe('what the bot said for agents', () => {
  const said = ['triage_card', 'note'];

  async function speak() {
    const carrier = createTestCarrier();
    const ticketNumber = await world.it_.open();
    await send(carrier);
    const { id: ticketId } = await prisma().ticket.findUniqueOrThrow({ where: { ticketNumber } });
    const author = { ticketId, authorId: world.it_.userId('ana'), projectId: world.it_.project.id };
    const note = { ...author, content: 'they forgot to pay', commentType: 'internal' } as const;
    const comment = await prisma().comment.create({ data: note });
    const place = {
      ticketId,
      commentId: comment.id,
      channelId: world.it_.triage.id,
      threadRole: 'triage',
    } as const;
    await prisma().post.create({ data: { key: 'note', kind: 'note', ...place, nextAttemptAt: new Date(0) } });
    await send(carrier);
    return carrier;
  }
  const standing = ({ messages }: ReturnType<typeof createTestCarrier>) =>
    messages.flatMap(({ slackChannelId, content }) => (slackChannelId === 'CTRIAGE' ? [content.kind] : []));

  it.each([
    ['made public', { kind: 'public' }],
    ['shared', { kind: 'private', isExternal: true }],
  ] as const)('is taken out of a triage channel that is %s', async (_what, facts) => {
    const carrier = await speak();
    expect(standing(carrier)).toEqual(said);
    await becomes('CTRIAGE', facts);
    expect(standing(await send(carrier))).toEqual([]);
  });

  it('is taken out where it was on its way to the triage thread just then', async () => {
    await world.it_.open();
    const carrier = await send();
    await prisma().post.create({
      data: {
        ...{
          key: 'note',
          kind: 'status_line',
          ticketId: 1,
          threadRole: 'triage',
          channelId: world.it_.triage.id,
        },
        payload: {
          audience: 'triage',
          event: 'start',
          to: 'in_progress',
          byUserId: null,
          isByComment: false,
        },
        nextAttemptAt: new Date(0),
      },
    });
    const { post } = carrier;
    carrier.post = async (message) => {
      await becomes('CTRIAGE', { kind: 'public' });
      return post(message);
    };
    await send(carrier);
    expect(standing(carrier)).toEqual([]);
  });

  it('about a confidential ticket waits for Slack to say that these are direct messages, and is not lost', async () => {
    world.desk.directory.addConversation('DUBO', { kind: 'im', members: ['UBO'] });
    world.desk.directory.failOn('readConversation');
    await world.it_.open({ isConfidential: true });
    const carrier = await send();
    const toBo = () => carrier.messages.filter(({ slackChannelId }) => slackChannelId === 'DUBO');
    expect(toBo()).toEqual([]);
    world.desk.directory.answerAgain();
    world.desk.clock.advance(30_000);
    await send(carrier);
    expect(toBo().map(({ content }) => content.kind)).toEqual(['origin_card']);
  });

  it('is not said where the channel was converted after it was read: it is read again', async () => {
    await world.it_.open();
    const claimed = await claimPost(world.desk, world.it_.triage.id);
    if (claimed === null) throw new Error('There is no card to send');
    await becomes('CTRIAGE', { kind: 'public' });
    await prisma().post.update({
      where: { id: claimed.post.id },
      data: { isWithdrawn: false, wantedVersion: claimed.post.wantedVersion },
    });
    expect(await recordSending(world.desk, claimed)).toBe(false);
  });

  it('is taken out of what was a triage channel long ago, too', async () => {
    const carrier = await speak();
    await setTriageChannel(world.desk, await world.it_.actor('ada'), 'IT', null);
    expect(standing(await send(carrier))).toEqual(['note']);
    await becomes('CTRIAGE', { kind: 'public' });
    expect(standing(await send(carrier))).toEqual([]);
  });

  it('is taken out also where only another version knows what it is', async () => {
    const carrier = await speak();
    await prisma().post.updateMany({ where: { kind: 'triage_card' }, data: { kind: 'from_the_future' } });
    await becomes('CTRIAGE', { kind: 'public' });
    expect(standing(await send(carrier))).toEqual([]);
  });

  it('is not said where no event told that others read there: Slack is asked just before', async () => {
    world.desk.clock.advance(6 * 60_000);
    world.desk.directory.addConversation('CTRIAGE', { kind: 'public' });
    await world.it_.open();
    const carrier = await send();
    expect(standing(carrier)).toEqual([]);
    expect(await prisma().channel.findUnique({ where: { slackChannelId: 'CTRIAGE' } })).toMatchObject({
      role: null,
      kind: 'public',
    });
    expect(
      await prisma().post.count({ where: { kind: 'setup_notice', userId: world.it_.userId('ada') } }),
    ).toBe(2);
  });

  it('is asked about once in five minutes, however much is said', async () => {
    world.desk.clock.advance(6 * 60_000);
    const carrier = await speak();
    expect(standing(carrier)).toEqual(said);
    expect(world.desk.directory.asked.filter((each) => each === 'readConversation CTRIAGE')).toHaveLength(1);
  });

  it('about a linked thread is not said, or taken out, once everybody can read it', async () => {
    const link = (threadTs: string) =>
      world.it_.open(
        { talk: { kind: 'linked', channelId: world.it_.secret.id, threadTs, includeEarlier: false } },
        'ana',
      );
    const carrier = createTestCarrier();
    const notes = () => carrier.messages.filter(({ content }) => content.kind === 'linked_note').length;
    world.desk.directory.addConversation('CSECRET', { kind: 'private' });
    await link('1772440000.000100');
    await send(carrier);
    expect(notes()).toBe(1);
    await link('1772440001.000100');
    await becomes('CSECRET', { kind: 'public' });
    await send(carrier);
    expect(notes()).toBe(0);
  });
});
