/** What people write to the bot before a click says what becomes of it. */
import { describe, expect, it } from 'vitest';
import { BOT, type Story, startStory } from '../support/story.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const tickets = async (story: Story) =>
  (await story.database.prisma.ticket.findMany({ orderBy: { id: 'asc' } })).map(
    ({ ticketNumber, title, description }) => ({ ticketNumber, title, description }),
  );
const writes = (story: Story, text: string) => story.after(() => story.person('Bo').post(BOT, text));
const questions = (story: Story) =>
  story.reads('Bo', BOT).filter((line) => /Shall I make a ticket|Is it something new/.test(line));
const presses = (story: Story, button: string, words = /Shall I|something new/.source) => {
  const asked = story
    .person('Bo')
    .sees(BOT)
    .filter(({ shows }) => new RegExp(words).test(shows))
    .at(-1);
  if (asked === undefined) throw new Error(`Nobody asks:\n${story.reads('Bo', BOT).join('\n')}`);
  return story.after(() => story.person('Bo').press({ channel: BOT, ts: asked.ts }, button));
};

describe('what is written to the bot', () => {
  it('is one draft until a click makes it one ticket, in the thread of its first message', async () => {
    const story = await startStory();
    const first = await writes(story, 'My laptop does not strat');
    await writes(story, 'It beeps twice');
    await story.after(() => story.person('Bo').edit(BOT, first.ts, 'My laptop does not start'));
    const wrong = await writes(story, 'wrong window');
    await story.after(() => story.person('Bo').delete(BOT, wrong.ts));
    expect(questions(story)).toHaveLength(1);
    expect(await tickets(story)).toEqual([]);

    await presses(story, 'Create ticket');
    expect(await tickets(story)).toEqual([
      {
        ticketNumber: 'IT-1',
        title: 'My laptop does not start',
        description: 'My laptop does not start\n\nIt beeps twice',
      },
    ]);
    expect(await story.origin('IT-1')).toMatchObject({ ts: first.ts });
    expect(questions(story)).toEqual([]);
    expect(story.told('Bo').at(-1)).toContain('*IT-1* is open');

    await story.after(() => story.person('Bo').edit(BOT, first.ts, 'My laptop is dead'));
    expect((await tickets(story))[0]?.description).toContain('It beeps twice');
    await story.after(() => story.person('Bo').post(BOT, 'It is the blue one', { threadTs: first.ts }));
    expect((await story.comments('IT-1')).map(({ content }) => content)).toEqual(['It is the blue one']);

    await writes(story, 'And my phone is gone');
    expect(questions(story)).toHaveLength(1);
    expect(story.troubles).toEqual([]);
    expect(story.slack.violations).toEqual([]);
  });

  it('is added to an open ticket where its author says so, and the agents read it', async () => {
    const story = await startStory();
    const number = await story.opens('Bo', 'VPN down', { talk: 'direct' });
    await writes(story, 'It is on again');
    await writes(story, 'and off');
    await presses(story, `Add to ${number}: VPN down`);
    expect((await story.comments(number)).map(({ content }) => content)).toEqual([
      'It is on again\n\nand off',
    ]);
    const { ts, channel } = await story.triage(number);
    expect(story.reads('Ana', channel, ts).join('\n')).toContain('It is on again');
    expect(await tickets(story)).toHaveLength(1);
    expect(questions(story)).toEqual([]);

    await writes(story, 'And my phone is gone');
    await presses(story, 'New ticket');
    expect((await tickets(story)).map(({ title }) => title)).toEqual(['VPN down', 'And my phone is gone']);
    expect(await story.comments(number)).toHaveLength(1);
    expect(story.troubles).toEqual([]);
  });

  it('is asked about once more where others would read it, and only there', async () => {
    const story = await startStory();
    await story.opens('Bo', 'VPN down');
    await story.opens('Bo', 'My salary', { talk: 'direct' });
    await writes(story, 'my laptop is slow');
    const post = await story.database.prisma.post.findFirstOrThrow({ where: { kind: 'draft_prompt' } });
    const message = story.slack.calls.find(
      ({ method, args }) =>
        method === 'chat.postMessage' && JSON.stringify(args).includes(`"post_id":${post.id}`),
    );
    const said = JSON.stringify(message?.args);
    expect(said).toContain('IT-1 is talked about in #it-help. Everyone in it can read what you wrote to me.');
    expect(said).not.toContain('IT-2 is talked about');
  });

  it('is left alone where its author says so', async () => {
    const story = await startStory();
    await writes(story, 'My laptop is dead');
    await presses(story, 'Never mind');
    expect(await tickets(story)).toEqual([]);
    expect(questions(story)).toEqual([]);
  });

  it('is asked about once more after half an hour, and never again', async () => {
    const story = await startStory();
    const remind = () => story.after(() => story.app().runJob('remind-drafts'));
    await writes(story, 'My laptop is dead');
    story.clock.advance(29 * MINUTE_MS);
    await remind();
    expect(questions(story)).toHaveLength(1);
    story.clock.advance(2 * MINUTE_MS);
    await remind();
    story.clock.advance(60 * MINUTE_MS);
    await remind();
    expect(questions(story)).toHaveLength(2);
    await presses(story, 'Create ticket', 'Nobody has seen');
    expect(await tickets(story)).toHaveLength(1);
    expect(questions(story)).toEqual([]);
  });

  it('a day later is about something else, and the old question still works', async () => {
    const story = await startStory();
    await writes(story, 'My laptop is dead');
    story.clock.advance(DAY_MS);
    await writes(story, 'The printer is dead');
    expect(questions(story)).toHaveLength(2);
    await presses(story, 'Create ticket');
    const [old] = story
      .person('Bo')
      .sees(BOT)
      .filter(({ shows }) => shows.includes('Shall I'));
    await story.after(() => story.person('Bo').press({ channel: BOT, ts: old?.ts ?? '' }, 'Create ticket'));
    expect((await tickets(story)).map(({ title }) => title)).toEqual([
      'The printer is dead',
      'My laptop is dead',
    ]);
  });

  it('is answered with what can be done where it only greets, and is no draft', async () => {
    const story = await startStory();
    await writes(story, 'Good morning!');
    expect(questions(story)).toEqual([]);
    expect(story.told('Bo').at(-1)).toContain('Do you need help with something?');
  });

  it('that was deleted by the time of the click becomes nothing, and says so', async () => {
    const story = await startStory();
    const { ts } = await writes(story, 'My laptop is dead');
    await story.after(() => story.person('Bo').delete(BOT, ts));
    await presses(story, 'Create ticket');
    expect(await tickets(story)).toEqual([]);
    expect(story.told('Bo').at(-1)).toContain('deleted what you wrote');
  });
});
