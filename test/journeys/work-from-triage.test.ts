import { describe, expect, it } from 'vitest';
import { BOT, HELP, type Name, type Story, startStory, TRIAGE } from '../support/story.js';

async function vpnDown() {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down');
  const origin = await story.origin(number);
  const triage = await story.triage(number);
  const card = () => story.finds('Ana', TRIAGE, `*${number}* VPN down`);
  const press = (name: Name, label: string) => story.after(() => story.person(name).press(card(), label));
  const types = (name: Name, text: string) =>
    story.after(() => story.person(name).command('/ticket', text, { channel: HELP }));
  const mentions = (name: Name, text: string, channel = HELP, ts = origin.ts) =>
    story.after(() => story.person(name).post(channel, `@threadesk ${text}`, { threadTs: ts }));
  return { story, number, origin, triage, card, press, types, mentions };
}

const changes = async (story: Story) =>
  (await story.database.prisma.changelogEntry.findMany({ orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  );

describe('the buttons on the card', () => {
  it('take, start, and show the current state on the card at once', async () => {
    const { story, number, card, press } = await vpnDown();
    await press('Ana', 'Take');
    expect(await story.row(number)).toMatchObject({ status: 'open', assignee: { displayName: 'Ana' } });
    await press('Ana', 'Start');
    expect(await story.row(number)).toMatchObject({ status: 'in_progress', statusCategory: 'in_progress' });
    expect(card().shows).toContain('In progress');
    expect(card().shows).toContain('Ana');
    expect(card().controls.map(({ label }) => label)).not.toContain('Start');
    expect(await changes(story)).toEqual(['created', 'status', 'assignee', 'status']);
    expect(story.troubles).toEqual([]);
    expect(story.slack.violations).toEqual([]);
  });

  it('change the priority and the assignee with menus, and the new assignee is told', async () => {
    const { story, number, card, triage } = await vpnDown();
    await story.after(() => story.person('Ana').choose(card(), 'priority', 'high'));
    await story.after(() => story.person('Ana').choose(card(), 'assign', 'Ben'));
    expect(await story.row(number)).toMatchObject({ priority: 'high', assignee: { displayName: 'Ben' } });
    expect(story.reads('Ben', TRIAGE, triage.ts).join('\n')).toMatch(/@Ben/);
  });

  it('pressed on an old view of things answer with what is possible now', async () => {
    const { story, card, press } = await vpnDown();
    const old = card();
    await press('Ana', 'Start');
    await story.after(() =>
      story.person('Ben').forge({
        type: 'block_actions',
        actions: [{ type: 'button', action_id: 'move:resume', block_id: 'x', value: 'resume:IT-1' }],
        channel: { id: old.channel },
        container: { type: 'message', message_ts: old.ts, channel_id: old.channel },
      }),
    );
    expect(story.told('Ben').join()).toContain('cannot be resumed');
  });

  it('forged by somebody who may not see the ticket say that there is none', async () => {
    const { story, press } = await vpnDown();
    await story.opens('Bo', 'Salary question', { talk: 'direct' });
    await press('Ana', 'Take');
    await story.after(() =>
      story.person('Cleo').forge({
        type: 'block_actions',
        actions: [{ type: 'button', action_id: 'take', block_id: 'x', value: 'IT-2' }],
        channel: { id: story.person('Cleo').dm() },
      }),
    );
    expect(await story.row('IT-2')).toMatchObject({ assignee: null, status: 'new' });
    expect(story.told('Cleo').join()).not.toContain('Salary');
  });
});

describe('"Reply to reporter"', () => {
  it("carries the agent's words into the origin thread under their name, as the first response", async () => {
    const { story, number, origin, press } = await vpnDown();
    await press('Ana', 'Reply to reporter');
    await story.person('Ana').fill({ Message: 'Try the *new* client' });
    await story.after(() => story.person('Ana').submit());
    expect(story.reads('Bo', HELP, origin.ts).at(-1)).toMatch(/Ana[\s\S]*Try the \*new\* client/);
    expect(await story.comments(number)).toMatchObject([{ author: 'Ana', commentType: 'public' }]);
    expect(await story.row(number)).toMatchObject({ status: 'open', firstRespondedAt: expect.any(Date) });
  });

  it('can be edited and withdrawn by its author, and both copies follow', async () => {
    const { story, origin, triage, press } = await vpnDown();
    await press('Ana', 'Reply to reporter');
    await story.person('Ana').fill({ Message: 'Try the old client' });
    await story.after(() => story.person('Ana').submit());
    const receipt = () => story.finds('Ana', TRIAGE, 'client', triage.ts);

    await story.after(() => story.person('Ana').press(receipt(), 'Edit'));
    await story.person('Ana').fill({ Message: 'Try the new client' });
    await story.after(() => story.person('Ana').submit());
    expect(story.reads('Bo', HELP, origin.ts).join()).toContain('Try the new client');
    expect(story.reads('Bo', HELP, origin.ts).join()).not.toContain('old client');

    await story.after(() => story.person('Ben').press(receipt(), 'Withdraw'));
    expect(story.reads('Bo', HELP, origin.ts).join()).toContain('Try the new client');
    await story.after(() => story.person('Ana').press(receipt(), 'Withdraw'));
    expect(story.reads('Bo', HELP, origin.ts).join()).not.toContain('client');
  });
});

describe('"Send to reporter"', () => {
  it("sends one of one's own triage messages, once", async () => {
    const { story, number, origin, triage } = await vpnDown();
    const note = await story.after(() =>
      story.person('Ana').post(TRIAGE, 'The line is being repaired', { threadTs: triage.ts }),
    );
    for (const _time of ['first', 'second']) {
      await story.after(() => story.person('Ana').messageShortcut('send_to_reporter', note.channel, note.ts));
    }
    const carried = story
      .reads('Bo', HELP, origin.ts)
      .filter((line) => line.includes('The line is being repaired'));
    expect(carried).toHaveLength(1);
    expect((await story.comments(number)).map(({ commentType }) => commentType).sort()).toEqual([
      'internal',
      'public',
    ]);
  });

  it("does not send somebody else's", async () => {
    const { story, origin, triage } = await vpnDown();
    const note = await story.after(() =>
      story.person('Ana').post(TRIAGE, 'He forgot to pay', { threadTs: triage.ts }),
    );
    await story.after(() => story.person('Ben').messageShortcut('send_to_reporter', note.channel, note.ts));
    expect(story.reads('Bo', HELP, origin.ts).join()).not.toContain('pay');
    expect(story.told('Ben')).not.toEqual([]);
  });
});

describe('commands', () => {
  it.each<[string, object]>([
    ['take IT-1', { status: 'open', assignee: { displayName: 'Ana' } }],
    ['assign IT-1 @Ben', { status: 'open', assignee: { displayName: 'Ben' } }],
    ['start IT-1', { status: 'in_progress' }],
    ['hold IT-1 until Thursday', { status: 'on_hold' }],
    ['block IT-1', { status: 'blocked' }],
    ['wait IT-1 Which version?', { status: 'waiting' }],
    ['resolve IT-1 duplicate', { status: 'resolved', resolution: 'duplicate' }],
    ['close IT-1', { status: 'closed', resolution: 'done' }],
    ['priority IT-1 critical', { priority: 'critical' }],
    ['type IT-1 bug', { issueType: 'bug' }],
    ['title IT-1 VPN down in Lisbon', { title: 'VPN down in Lisbon' }],
    ['reporter IT-1 @Cleo', { reporter: { displayName: 'Cleo' } }],
  ])('/ticket %s', async (command, expected) => {
    const { story, number, types } = await vpnDown();
    await types('Ana', command);
    expect(await story.row(number)).toMatchObject(expected);
    expect(story.troubles).toEqual([]);
  });

  it('comment where the reporter reads it, and note where only agents do', async () => {
    const { story, number, origin, triage, types } = await vpnDown();
    await types('Ana', 'comment IT-1 We are on it');
    await types('Ana', 'note IT-1 Vendor ticket 4711');
    expect(await story.comments(number)).toMatchObject([
      { content: 'We are on it', commentType: 'public' },
      { content: 'Vendor ticket 4711', commentType: 'internal' },
    ]);
    expect(story.reads('Bo', HELP, origin.ts).join()).toContain('We are on it');
    expect(story.reads('Bo', HELP, origin.ts).join()).not.toContain('4711');
    expect(story.reads('Ben', TRIAGE, triage.ts).join()).toContain('Vendor ticket 4711');
  });

  it('after a mention in the thread need no number', async () => {
    const { story, number, mentions, triage } = await vpnDown();
    await mentions('Ana', 'take');
    await mentions('Ana', 'priority high');
    await mentions('Ana', 'note Vendor ticket 4711', TRIAGE, triage.ts);
    expect(await story.row(number)).toMatchObject({ assignee: { displayName: 'Ana' }, priority: 'high' });
    expect(await story.comments(number)).toMatchObject([
      { content: 'Vendor ticket 4711', commentType: 'internal' },
    ]);
  });
});

describe('refusals say what is possible', () => {
  it.each<[Name, string, RegExp]>([
    ['Ana', 'resume IT-1', /cannot be resumed\. It can be .*started|cannot be resumed/],
    ['Bo', 'start IT-1', /Only agents/],
    ['Cleo', 'priority IT-1 high', /Only agents/],
    ['Bo', 'assign IT-1 @Cleo', /Only agents/],
    ['Ana', 'assign IT-1 @Cleo', /agent/],
    ['Bo', 'note IT-1 hm', /agents/],
    ['Gus', 'IT-1', /no ticket IT-1/],
    ['Bo', 'IT-99', /no ticket IT-99/],
    ['Bo', 'priority IT-1 urgent', /`\/ticket priority[\s\S]*You typed: `\/ticket priority IT-1 urgent`/],
  ])('%s: /ticket %s', async (name, command, expected) => {
    const { story, number, types } = await vpnDown();
    const before = await story.row(number);
    await types(name, command);
    expect(story.told(name).at(-1)).toMatch(expected);
    expect(await story.row(number)).toEqual(before);
  });
});

it('a guest in direct messages with the bot reads help', async () => {
  const { story } = await vpnDown();
  await story.after(() => story.person('Gus').command('/ticket', 'help', { channel: BOT }));
  expect(story.told('Gus').at(-1)).toContain('/ticket new');
});
