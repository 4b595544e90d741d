import { describe, expect, it } from 'vitest';
import { BOT, HELP, startStory, TRIAGE } from '../support/story.js';

async function vpnDown() {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down');
  const origin = await story.origin(number);
  const triage = await story.triage(number);
  const says = (name: 'Bo' | 'Ana' | 'Cleo' | 'Gus', text: string, options: object = {}) =>
    story.after(() => story.person(name).post(HELP, text, { threadTs: origin.ts, ...options }));
  const mirrors = () => story.reads('Ana', TRIAGE, triage.ts).slice(1);
  return { story, number, origin, triage, says, mirrors };
}

describe('a reply in a public thread', () => {
  it('is a public comment, mirrored into the triage thread with its author', async () => {
    const { story, number, says, mirrors } = await vpnDown();
    await says('Bo', 'Only from *home*, see https://example.com & <more>');
    expect(await story.comments(number)).toEqual([
      {
        author: 'Bo',
        content: 'Only from *home*, see <https://example.com> &amp; &lt;more&gt;',
        commentType: 'public',
        isDeleted: false,
        isEdited: false,
      },
    ]);
    expect(mirrors()).toEqual([expect.stringMatching(/Bo[\s\S]*Only from \*home\*/)]);
    expect(story.troubles).toEqual([]);
    expect(story.slack.violations).toEqual([]);
  });

  it('that is edited changes comment, history and mirror', async () => {
    const { story, number, says, mirrors } = await vpnDown();
    const { ts } = await says('Bo', 'Only from home');
    await story.after(() => story.person('Bo').edit(HELP, ts, 'From everywhere'));
    expect(await story.comments(number)).toMatchObject([{ content: 'From everywhere', isEdited: true }]);
    expect(await story.database.prisma.commentEditHistory.findMany()).toMatchObject([
      { previousContent: 'Only from home' },
    ]);
    expect(mirrors()).toHaveLength(1);
    expect(mirrors()[0]).toContain('From everywhere');
    expect(mirrors()[0]).not.toContain('Only from home');
  });

  it('that is deleted is kept, shown to nobody, and its mirror disappears', async () => {
    const { story, number, says, mirrors } = await vpnDown();
    const { ts } = await says('Bo', 'My password is hunter2');
    expect(mirrors()).toHaveLength(1);
    await story.after(() => story.person('Bo').delete(HELP, ts));
    expect(await story.comments(number)).toMatchObject([
      { content: 'My password is hunter2', isDeleted: true },
    ]);
    expect(mirrors()).toEqual([]);
  });

  it('with a link preview added later is not edited', async () => {
    const { story, number, says } = await vpnDown();
    const { ts } = await says('Bo', 'See https://status.example.com');
    await story.after(() => story.person('Bo').unfurl(HELP, ts, 'https://status.example.com'));
    expect(await story.comments(number)).toMatchObject([{ isEdited: false }]);
    expect(await story.database.prisma.commentEditHistory.count()).toBe(0);
  });

  it('that is only a file is a comment with an attachment', async () => {
    const { story, number, says } = await vpnDown();
    await says('Bo', '', { files: ['error.png'] });
    expect(await story.comments(number)).toMatchObject([{ content: '' }]);
    expect(await story.database.prisma.attachment.findMany()).toMatchObject([{ name: 'error.png' }]);
  });

  it.each([
    ['also sent to the channel', { broadcast: true }],
    ['a /me message', { asMe: true }],
  ])('%s is one comment', async (_what, options) => {
    const { story, number, says } = await vpnDown();
    await says('Bo', 'restarts the router', options);
    expect(await story.comments(number)).toMatchObject([
      { content: 'restarts the router', commentType: 'public' },
    ]);
  });

  it('sent to the channel later is no second comment', async () => {
    const { story, number, says } = await vpnDown();
    const { ts } = await says('Bo', 'Anyone else?');
    await story.after(() => story.person('Bo').broadcastLater(HELP, ts));
    expect(await story.comments(number)).toHaveLength(1);
  });

  it('by a command to the bot is no comment', async () => {
    const { story, number, says } = await vpnDown();
    await says('Ana', '@threadesk take');
    expect(await story.comments(number)).toEqual([]);
    expect(await story.row(number)).toMatchObject({ assignee: { displayName: 'Ana' } });
  });

  it('"note" where others can read is refused', async () => {
    const { story, number, says } = await vpnDown();
    await says('Ana', '@threadesk note looks like user error');
    expect(story.told('Ana').join()).toContain('everyone here has just read this');
    expect(await story.comments(number)).toEqual([]);
  });

  it('by another bot or a join is no comment', async () => {
    const { story, number, origin } = await vpnDown();
    await story.after(() =>
      story.slack.workspace.integration('Monitoring').post('it-help', 'up', { threadTs: origin.ts }),
    );
    expect(await story.comments(number)).toEqual([]);
  });

  it('by an agent answers: it is the first response, at its own time, opens the ticket and is not mirrored', async () => {
    const { story, number, says, mirrors } = await vpnDown();
    const { ts } = await says('Ana', 'Looking into it');
    const row = await story.row(number);
    expect(row.status).toBe('open');
    expect(row.firstRespondedAt?.getTime()).toBe(Math.floor(Number(ts) * 1_000));
    expect(mirrors()).toEqual([]);
  });
});

describe('whatever Slack does with events', () => {
  it('five times the same makes the same rows', async () => {
    const { story, number, says, mirrors } = await vpnDown();
    story.slack.faults.event('message', { kind: 'duplicate', copies: 5 });
    await says('Bo', 'Only from home');
    expect(await story.comments(number)).toHaveLength(1);
    expect(mirrors()).toHaveLength(1);
    expect(await story.database.prisma.changelogEntry.count({ where: { action: 'comment_added' } })).toBe(1);
  });

  it('in reverse, a deletion before its edit before its message, makes the same rows', async () => {
    const { story, number, origin } = await vpnDown();
    const bo = story.person('Bo');
    const held = story.slack.faults.holdEvents('*');
    const { ts } = bo.post(HELP, 'first', { threadTs: origin.ts });
    bo.edit(HELP, ts, 'second');
    story.clock.advance(1_000);
    const other = bo.post(HELP, 'stays', { threadTs: origin.ts });
    bo.edit(HELP, other.ts, 'stays, edited');
    bo.delete(HELP, ts);
    held.release('reverse');
    await story.settled();
    expect(await story.comments(number)).toEqual([
      { author: 'Bo', content: 'second', commentType: 'public', isDeleted: true, isEdited: true },
      { author: 'Bo', content: 'stays, edited', commentType: 'public', isDeleted: false, isEdited: true },
    ]);
    const history = await story.database.prisma.commentEditHistory.findMany({
      orderBy: { commentId: 'asc' },
    });
    expect(history.map(({ previousContent }) => previousContent).sort()).toEqual(['first', 'stays']);
  });

  it('a reply that comes while its root is still being posted is not lost', async () => {
    const story = await startStory();
    const bo = story.person('Bo');
    // The answer to the root's posting is lost: the message stands in Slack and the bot does not know it yet.
    story.slack.faults.api('chat.postMessage', { kind: 'reset', when: 'after' });
    await bo.command('/ticket', 'new VPN down', { channel: HELP });
    await story.slack.until(() => bo.view());
    await bo.submit();
    const root = await story.slack.until(() => bo.sees(HELP).find(({ shows }) => shows.includes('VPN down')));
    bo.post(HELP, 'Only from home', { threadTs: root.ts });
    await story.settled();
    expect((await story.comments('IT-1')).map(({ content }) => content)).toEqual(['Only from home']);
    expect(bo.sees(HELP).filter(({ shows }) => shows.includes('VPN down'))).toHaveLength(1);
  });
});

describe('elsewhere', () => {
  it('in direct messages a reply is public', async () => {
    const story = await startStory();
    const number = await story.opens('Bo', 'Salary question', { talk: 'direct' });
    const { ts } = await story.origin(number);
    await story.after(() => story.person('Bo').post(BOT, 'The one of May', { threadTs: ts }));
    expect(await story.comments(number)).toMatchObject([{ commentType: 'public' }]);
    expect(story.reads('Ana', TRIAGE, (await story.triage(number)).ts).join()).toContain('The one of May');
  });

  it('in the triage thread it is internal, goes nowhere, and an agent is told so once', async () => {
    const { story, number, triage, origin } = await vpnDown();
    const note = (text: string) =>
      story.after(() => story.person('Ana').post(TRIAGE, text, { threadTs: triage.ts }));
    await note('He forgot to pay the line');
    await note('As always');
    expect(await story.comments(number)).toMatchObject([
      { commentType: 'internal' },
      { commentType: 'internal' },
    ]);
    expect(story.told('Ana').filter((told) => told.includes('Only agents see this'))).toHaveLength(1);
    expect(story.reads('Bo', HELP, origin.ts).join()).not.toContain('pay');
    expect((await story.row(number)).firstRespondedAt).toBeNull();
  });

  it('in a private request channel it is public, because the reporter is in the room', async () => {
    const story = await startStory();
    await story.after(() => story.person('Ada').command('/project', 'new'));
    await story.person('Ada').fill({ Key: 'HR', Name: 'People', 'Request channel': '#hr-help' });
    await story.after(() => story.person('Ada').submit());
    const number = await story.opens('Bo', 'Parental leave', { channel: '#hr-help' });
    expect(number).toBe('HR-1');
    const { ts } = await story.origin(number);
    await story.after(() => story.person('Bo').post('#hr-help', 'From June on', { threadTs: ts }));
    expect(await story.comments(number)).toMatchObject([{ commentType: 'public' }]);
  });
});

describe('the root message, where a person wrote it', () => {
  it('edited changes the description; deleted changes nothing but is noted', async () => {
    const story = await startStory();
    const cleo = story.person('Cleo');
    const root = cleo.post(HELP, 'Printer jams');
    await story.settled();
    await story.after(() => story.person('Ana').react(HELP, root.ts, 'ticket'));
    await story.after(() => cleo.edit(HELP, root.ts, 'Printer jams on floor 3'));
    expect((await story.row('IT-1')).description).toBe('Printer jams on floor 3');
    await story.after(() => cleo.delete(HELP, root.ts));
    expect((await story.row('IT-1')).description).toBe('Printer jams on floor 3');
    expect(await story.comments('IT-1')).toEqual([]);
    const actions = await story.database.prisma.changelogEntry.findMany({ orderBy: { id: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual(['created', 'description', 'root_deleted']);
  });
});
