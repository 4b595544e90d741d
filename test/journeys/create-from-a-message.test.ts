import { describe, expect, it } from 'vitest';
import type { Interaction } from '../../playground/people/client.js';
import { BOT, HELP, type Message, type Name, type Story, startStory, TRIAGE } from '../support/story.js';

const SHORTCUT = 'ticket_from_message';

async function shortcut(story: Story, name: Name, { channel, ts }: Message): Promise<Interaction> {
  return story.after(() => story.person(name).messageShortcut(SHORTCUT, channel, ts));
}

/** Cleo asks in #it-help, and the thread is under way before anybody makes a ticket of it. */
async function printerThread(story: Story): Promise<Message> {
  const cleo = story.person('Cleo');
  const root = cleo.post(HELP, 'The printer on floor 3 jams\nEvery time, on both trays.');
  story.clock.advance(60_000);
  story.person('Bo').post(HELP, 'Here too', { threadTs: root.ts });
  story.clock.advance(60_000);
  cleo.post(HELP, 'It smells, as well', { threadTs: root.ts });
  await story.settled();
  return root;
}

describe('"Create ticket from message"', () => {
  it("fills in the message's words, makes its thread the origin thread, and brings the replies with their own times", async () => {
    const story = await startStory();
    const root = await printerThread(story);
    await shortcut(story, 'Ana', root);
    const ana = story.person('Ana');
    expect(
      ana
        .view()
        ?.fields.slice(0, 2)
        .map(({ value }) => value),
    ).toEqual(['The printer on floor 3 jams', 'The printer on floor 3 jams\nEvery time, on both trays.']);
    await story.after(() => ana.submit());

    expect(await story.row('IT-1')).toMatchObject({
      title: 'The printer on floor 3 jams',
      description: 'The printer on floor 3 jams\nEvery time, on both trays.',
      reporter: { displayName: 'Cleo' },
    });
    expect(await story.origin('IT-1')).toMatchObject({ ts: root.ts });
    expect(await story.comments('IT-1')).toMatchObject([
      { author: 'Bo', content: 'Here too', commentType: 'public' },
      { author: 'Cleo', content: 'It smells, as well', commentType: 'public' },
    ]);
    const times = await story.database.prisma.comment.findMany({ orderBy: { createdAt: 'asc' } });
    for (const { createdAt, messageTs } of times) {
      expect(createdAt.getTime()).toBe(Math.floor(Number(messageTs) * 1_000));
    }
    expect(story.finds('Cleo', HELP, 'IT-1', root.ts).shows).toContain('@Cleo');
    expect(story.finds('Ana', TRIAGE, '*IT-1*')).toBeDefined();
    expect(story.slack.violations).toEqual([]);
    expect(story.troubles).toEqual([]);
  });

  it('on a message that has its ticket makes no second one', async () => {
    const story = await startStory();
    const root = await printerThread(story);
    for (const name of ['Ana', 'Ben'] as const) {
      await shortcut(story, name, root);
      await story.after(() => story.person(name).submit());
    }
    expect(await story.database.prisma.ticket.count()).toBe(1);
    const ben = story.person('Ben');
    expect([ben.view()?.shows, ...story.told('Ben')].join()).toContain('IT-1');
  });

  it('by two at the same moment makes one', async () => {
    const story = await startStory();
    const root = await printerThread(story);
    await Promise.all([shortcut(story, 'Ana', root), shortcut(story, 'Ben', root)]);
    await story.after(() => Promise.all([story.person('Ana').submit(), story.person('Ben').submit()]));
    expect(await story.database.prisma.ticket.count()).toBe(1);
    expect((await story.comments('IT-1')).map(({ content }) => content)).toEqual([
      'Here too',
      'It smells, as well',
    ]);
  });
});

describe("the project's emoji", () => {
  it('on a message in its channel makes a ticket with default fields, without a question', async () => {
    const story = await startStory();
    const root = await printerThread(story);
    await story.after(() => story.person('Ana').react(HELP, root.ts, 'ticket'));
    expect(await story.row('IT-1')).toMatchObject({
      title: 'The printer on floor 3 jams',
      priority: 'medium',
      issueType: 'request',
      reporter: { displayName: 'Cleo' },
    });
    expect(await story.comments('IT-1')).toHaveLength(2);
  });

  it('by a second and a third person makes no second ticket, also at the same moment', async () => {
    const story = await startStory();
    const root = await printerThread(story);
    await story.after(() => {
      for (const name of ['Ana', 'Ben', 'Bo'] as const) story.person(name).react(HELP, root.ts, 'ticket');
    });
    expect(await story.database.prisma.ticket.count()).toBe(1);
  });

  it("on a bot's message makes a ticket of whoever asked for it", async () => {
    const story = await startStory();
    const alert = story.slack.workspace.integration('Monitoring').post('it-help', 'Disk full on db-3');
    await story.settled();
    await story.after(() => story.person('Ana').react(HELP, alert.ts, 'ticket'));
    expect(await story.row('IT-1')).toMatchObject({
      title: 'Disk full on db-3',
      reporter: { displayName: 'Ana' },
    });
  });

  it.each([
    ['another emoji', 'eyes', HELP, 'Ana'],
    ["in a channel that is no project's", 'ticket', '#general', 'Ana'],
    ["by somebody from outside, in a channel that is no project's", 'ticket', '#partners', 'Olga'],
  ] as const)('does nothing: %s', async (_what, emoji, channel, name) => {
    const story = await startStory();
    const root = story.person(channel === '#partners' ? 'Bo' : 'Cleo').post(channel, 'The printer jams');
    await story.settled();
    await story.after(() => story.person(name).react(channel, root.ts, emoji));
    expect(await story.database.prisma.ticket.count()).toBe(0);
  });
});

describe('a mention in a thread', () => {
  it('"@threadesk ticket" makes a ticket of the thread', async () => {
    const story = await startStory();
    const root = await printerThread(story);
    await story.after(() => story.person('Bo').post(HELP, '@threadesk ticket', { threadTs: root.ts }));
    expect(await story.row('IT-1')).toMatchObject({ reporter: { displayName: 'Cleo' } });
    expect((await story.comments('IT-1')).map(({ content }) => content)).toEqual([
      'Here too',
      'It smells, as well',
    ]);
  });
});

describe('in a private channel', () => {
  /** Ben asks among the leads, who have said things there that are for them alone. */
  async function leadsThread(story: Story): Promise<Message> {
    const ben = story.person('Ben');
    const root = ben.post('#leads', 'Cleo needs a new laptop before the announcement');
    story.person('Cleo').post('#leads', 'The announcement is on the 9th', { threadTs: root.ts });
    await story.settled();
    return root;
  }

  it('the thread becomes an internal one, announced there, and the reporter is talked to in direct messages', async () => {
    const story = await startStory();
    const root = await leadsThread(story);
    await shortcut(story, 'Ben', root);
    await story.after(() => story.person('Ben').submit());

    expect((await story.origin('IT-1')).channel).toBe(story.person('Ben').dm());
    expect(story.reads('Cleo', '#leads', root.ts).at(-1)).toContain('IT-1');
    await story.after(() => story.person('Cleo').post('#leads', 'He asked again', { threadTs: root.ts }));
    expect(await story.comments('IT-1')).toEqual([
      {
        author: 'Cleo',
        content: 'He asked again',
        commentType: 'internal',
        isDeleted: false,
        isEdited: false,
      },
    ]);
  });

  it('earlier replies come along only if the box is ticked, and are internal', async () => {
    const story = await startStory();
    const root = await leadsThread(story);
    await shortcut(story, 'Ben', root);
    await story
      .person('Ben')
      .fill({ 'Earlier replies': ['Bring along what has been written in the thread already'] });
    await story.after(() => story.person('Ben').submit());
    expect(await story.comments('IT-1')).toMatchObject([
      { author: 'Cleo', content: 'The announcement is on the 9th', commentType: 'internal' },
    ]);
  });

  it('nothing said there reaches anybody who is not an agent', async () => {
    const story = await startStory();
    const root = await leadsThread(story);
    await shortcut(story, 'Ben', root);
    await story
      .person('Ben')
      .fill({ 'Earlier replies': ['Bring along what has been written in the thread already'] });
    await story.after(() => story.person('Ben').submit());
    await story.after(() => story.person('Cleo').post('#leads', 'The 9th it is', { threadTs: root.ts }));
    const said = JSON.stringify(story.slack.calls.map(({ method, args }) => [method, args]));
    expect(said).not.toContain('The 9th it is');
    expect(said).not.toContain('on the 9th');
    expect(story.reads('Bo', HELP).join()).not.toContain('laptop');
  });
});

it('a guest makes tickets only of their own messages', async () => {
  const story = await startStory();
  const gus = story.person('Gus');
  const others = await printerThread(story);
  await shortcut(story, 'Gus', others);
  await story.after(() => gus.submit().catch(() => undefined));
  expect(await story.database.prisma.ticket.count()).toBe(0);
  await gus.closeView().catch(() => undefined);
  const own = gus.post(HELP, 'My badge does not open the door');
  await story.settled();
  await shortcut(story, 'Gus', own);
  await story.after(() => gus.submit());
  expect(await story.row('IT-1')).toMatchObject({ reporter: { displayName: 'Gus' } });
  expect(story.reads('Gus', BOT).join()).not.toContain('printer');
});
