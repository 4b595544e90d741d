import { describe, expect, it } from 'vitest';
import { HELP, type Story, startStory, TRIAGE } from '../support/story.js';

const cardIn = async (story: Story, number: string) => {
  const { channel, ts: threadTs } = await story.origin(number);
  const { rows } = await story.database.pool.query<{ ts: string }>(
    `SELECT message_ts AS ts FROM posts p JOIN tickets t ON t.id = p.ticket_id WHERE t.ticket_number = $1 AND kind = 'origin_card'`,
    [number],
  );
  return { channel, threadTs, ts: rows[0]?.ts ?? '' };
};

async function fromMessage(): Promise<{ story: Story; root: string; react: Reacts }> {
  const story = await startStory();
  const { ts: root } = await story.after(() => story.person('Bo').post(HELP, 'VPN is down'));
  await story.after(() => story.person('Ana').react(HELP, root, 'ticket'));
  const react: Reacts = (name, emoji, ts = root, channel = HELP) =>
    story.after(() => story.person(name).react(channel, ts, emoji));
  return { story, root, react };
}
type Reacts = (
  name: 'Ada' | 'Ana' | 'Ben' | 'Bo' | 'Cleo' | 'Olga',
  emoji: string,
  ts?: string,
  channel?: string,
) => Promise<void>;

describe('a reaction by an agent', () => {
  it('takes and resolves on the first message, and says by whom', async () => {
    const { story, root, react } = await fromMessage();
    await react('Ana', 'eyes');
    expect((await story.row('IT-1')).assignee?.displayName).toBe('Ana');
    await react('Ben', 'eyes');
    expect((await story.row('IT-1')).assignee?.displayName).toBe('Ana');
    expect(story.told('Ben').at(-1)).toContain('Ana has IT-1 already');
    await react('Ana', 'white_check_mark');
    expect(await story.row('IT-1')).toMatchObject({ status: 'resolved', resolution: 'done' });
    expect(story.reads('Bo', HELP, root).at(-1)).toContain('*Ana* resolved *IT-1*');

    await story.after(() => story.person('Ana').unreact(HELP, root, 'white_check_mark'));
    expect((await story.row('IT-1')).status).toBe('resolved');
    expect(story.troubles).toEqual([]);
    expect(story.slack.violations).toEqual([]);
  });

  it('does the same on either card', async () => {
    const { story, react } = await fromMessage();
    const { ts } = await story.triage('IT-1');
    await react('Ben', 'eyes', ts, TRIAGE);
    expect((await story.row('IT-1')).assignee?.displayName).toBe('Ben');
    await react('Ben', 'white_check_mark', (await cardIn(story, 'IT-1')).ts);
    expect((await story.row('IT-1')).status).toBe('resolved');
  });

  it('that comes late does not resolve what was reopened since, and one told of twice acts once', async () => {
    const { story, root, react } = await fromMessage();
    const held = story.slack.faults.event('reaction_added', { kind: 'duplicate', copies: 2 });
    await react('Ana', 'white_check_mark');
    held();
    const moves = () =>
      story.database.prisma.changelogEntry.count({ where: { action: 'status', ticketId: 1 } });
    expect(await moves()).toBe(1);
    const late = story.slack.faults.event('reaction_added', { kind: 'drop' });
    story.clock.advance(60_000);
    await react('Ben', 'white_check_mark', (await cardIn(story, 'IT-1')).ts);
    late();
    await story.after(() => story.person('Bo').post(HELP, 'It is down again', { threadTs: root }));
    expect((await story.row('IT-1')).status).toBe('open');
  });

  it.each([
    ['Bo', 'its reporter'],
    ['Cleo', 'a colleague'],
    ['Ada', 'an admin who is no agent'],
    ['Olga', 'somebody from elsewhere'],
  ] as const)('of %s, %s, does nothing and says nothing', async (name, _who) => {
    const { story, react } = await fromMessage();
    if (name === 'Ada') {
      await story.after(() => story.person('Ada').command('/project', 'agents IT remove @Ada'));
    }
    const told = story.told(name).length;
    await react(name, 'eyes').catch(() => undefined);
    await react(name, 'white_check_mark').catch(() => undefined);
    expect(await story.row('IT-1')).toMatchObject({ status: 'new', assigneeId: null });
    expect(story.told(name)).toHaveLength(told);
  });

  it('is what its project chose, or nothing', async () => {
    const { story, react } = await fromMessage();
    const ada = story.person('Ada');
    const save = async (fields: Record<string, string>) => {
      await story.after(() => ada.command('/project', 'edit IT'));
      await ada.fill(fields);
      return story.after(() => ada.submit());
    };
    const { errors } = await save({ 'Emoji that takes': ':ticket:' });
    expect(JSON.stringify(errors)).toContain('does something else already');
    await ada.closeView().catch(() => undefined);
    expect(await save({ 'Emoji that takes': ':raised_hand:', 'Emoji that resolves': '' })).toMatchObject({
      errors: {},
    });
    await react('Ana', 'eyes');
    await react('Ana', 'white_check_mark');
    expect(await story.row('IT-1')).toMatchObject({ status: 'new', assigneeId: null });
    await react('Ana', 'raised_hand');
    expect((await story.row('IT-1')).assignee?.displayName).toBe('Ana');
  });
});
