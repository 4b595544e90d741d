/** What happens in channels, threads and direct messages: mentions, reactions, shortcuts on messages, people coming and going. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../playground/people.js';
import { type Bot, startBot } from '../support/bot.js';

let bot: Bot;
let ada: Person;
let ana: Person;
let bo: Person;

beforeEach(async () => {
  bot = await startBot();
  ada = bot.slack.person('Ada');
  ana = bot.slack.person('Ana');
  bo = bot.slack.person('Bo');
  await ada.command('/project', 'edit IT');
  await bot.settled();
  await ada.fill({ 'Request channel': 'it-help', 'Triage channel': 'it-triage' });
  await ada.submit();
  await ada.closeView();
  await bot.settled();
});

const whispered = (person: Person) => person.ephemerals().at(-1)?.shows ?? '';
const comments = () => bot.database.prisma.comment.findMany({ orderBy: { id: 'asc' } });
const tickets = () => bot.database.prisma.ticket.findMany({ orderBy: { id: 'asc' } });

async function ticketFrom(text: string) {
  const root = bo.post('it-help', text);
  bo.react('it-help', root.ts, 'ticket');
  await bot.settled();
  return root;
}

async function post(person: Person, channel: string, text: string, threadTs?: string) {
  const posted = person.post(channel, text, threadTs === undefined ? {} : { threadTs });
  await bot.settled();
  return posted;
}

function triageCard() {
  const found = ana.sees('it-triage').find(({ controls }) => controls.some(({ label }) => label === 'Take'));
  if (found === undefined) throw new Error('No card');
  return found;
}

describe('a mention', () => {
  it("in a ticket's thread is a command, whose number can be left out, and no comment", async () => {
    const root = await ticketFrom('VPN down');
    await post(ana, 'it-help', '@threadesk take', root.ts);
    expect(whispered(ana)).toBe('*IT-1* VPN down is yours.');
    await post(ana, 'it-help', '@threadesk priority IT-1 high', root.ts);
    expect(await tickets()).toMatchObject([{ status: 'open', priority: 'high' }]);
    expect(await comments()).toEqual([]);
    expect(bo.ephemerals()).toEqual([]);
  });

  it('that does not parse stays a comment, and its author is told how the command goes', async () => {
    const root = await ticketFrom('VPN down');
    await post(bo, 'it-help', '@threadesk resolv it', root.ts);
    expect((await comments()).map(({ content }) => content)).toHaveLength(1);
    expect(whispered(bo)).toContain('/ticket resolve IT-42');
  });

  it('inside a sentence is nothing but talk', async () => {
    const root = await ticketFrom('VPN down');
    await post(bo, 'it-help', 'did @threadesk take this?', root.ts);
    expect(await comments()).toHaveLength(1);
    expect(bo.ephemerals()).toEqual([]);
  });

  it('with a note is refused where others have read it, and taken in triage', async () => {
    const root = await ticketFrom('VPN down');
    await post(ana, 'it-help', '@threadesk note the router is old', root.ts);
    expect(whispered(ana)).toContain('everyone here has just read this');
    expect(await comments()).toEqual([]);
    await post(ana, 'it-triage', '@threadesk note the router is old', triageCard().ts);
    expect(await comments()).toMatchObject([{ content: 'the router is old', commentType: 'internal' }]);
  });

  it('by somebody who may not is refused to them alone', async () => {
    const root = await ticketFrom('VPN down');
    await post(bo, 'it-help', '@threadesk assign @Ana', root.ts);
    expect(whispered(bo)).toBe('Only agents of its project can assign it. Ask in the thread of IT-1.');
    expect(await tickets()).toMatchObject([{ assigneeId: null }]);
  });

  it('makes a ticket of a thread, once', async () => {
    const root = await post(bo, 'it-help', 'Printer on fire');
    await post(ana, 'it-help', '@threadesk ticket', root.ts);
    expect(whispered(ana)).toBe('This thread is *IT-1* now.');
    await post(bo, 'it-help', '@threadesk ticket', root.ts);
    expect(whispered(bo)).toBe('This thread is *IT-1* already.');
    expect(await tickets()).toMatchObject([{ title: 'Printer on fire' }]);
    expect(await comments()).toEqual([]);
  });

  it('told twice by Slack is done once', async () => {
    const root = await ticketFrom('VPN down');
    bot.slack.faults.event('app_mention', { kind: 'duplicate', copies: 3 });
    await post(bo, 'it-help', '@threadesk comment is there any news?', root.ts);
    expect(await comments()).toHaveLength(1);
  });

  it('outside of threads is answered with what can be done', async () => {
    await post(bo, 'it-help', '@threadesk hello');
    expect(whispered(bo)).toContain('mention me with `ticket`');
    const hint = bo.ephemerals().at(-1);
    if (hint === undefined) throw new Error('No hint');
    await bo.press(hint, 'Create ticket');
    await bot.settled();
    expect(bo.view()?.title).toBe('Create a ticket');
  });

  it('is answered in direct messages too, where Slack sends none as such', async () => {
    await bo.command('/ticket', 'new VPN down', { channel: 'general' });
    await bot.settled();
    await bo.submit();
    await bo.closeView();
    await bot.settled();
    const root = bo.sees('@threadesk').at(0);
    await post(bo, '@threadesk', '@threadesk resolve works again', root?.ts);
    expect(await tickets()).toMatchObject([{ status: 'resolved' }]);
  });
});

describe('a reaction', () => {
  it.each([
    ['another emoji', 'Bo', 'it-help', 'eyes'],
    ["the emoji in a channel that is no project's", 'Bo', 'general', 'ticket'],
    ["the emoji in a channel that is no project's and shared", 'Olga', 'partners', 'ticket'],
  ])('of %s makes no ticket', async (_, name, channel, emoji) => {
    const person = bot.slack.person(name);
    const { ts } = person.post(channel, 'lunch?');
    person.react(channel, ts, emoji);
    await bot.settled();
    expect(await tickets()).toEqual([]);
  });

  it('by a guest to the message of another makes none and says so; to their own it does', async () => {
    const gus = bot.slack.person('Gus');
    const other = bo.post('it-help', 'VPN down');
    gus.react('it-help', other.ts, 'ticket');
    await bot.settled();
    expect(await tickets()).toEqual([]);
    expect(whispered(gus)).toContain('own messages only');
    const own = gus.post('it-help', 'no badge');
    gus.react('it-help', own.ts, 'ticket');
    await bot.settled();
    expect(await tickets()).toMatchObject([{ title: 'no badge' }]);
  });

  it("to a bot's message makes a ticket of whoever reacted", async () => {
    const alert = bot.slack.workspace.integration('monitor').post('it-help', 'Disk full on db1');
    ana.react('it-help', alert.ts, 'ticket');
    ana.react('it-help', alert.ts, 'eyes');
    await bot.settled();
    const reporter = await bot.database.prisma.user.findUniqueOrThrow({ where: { slackUserId: ana.id } });
    expect(await tickets()).toMatchObject([{ title: 'Disk full on db1', reporterId: reporter.id }]);
  });
});

describe('"Send to reporter"', () => {
  it("sends what one wrote in triage, once, under one's own name", async () => {
    const root = await ticketFrom('VPN down');
    const said = await post(ana, 'it-triage', 'Please restart it', triageCard().ts);
    for (const expected of ['Sent to the reporter of *IT-1*.', 'The reporter of *IT-1* has it already.']) {
      await ana.messageShortcut('send_to_reporter', 'it-triage', said.ts);
      await bot.settled();
      expect(whispered(ana)).toBe(expected);
    }
    const told = bo.sees('it-help', root.ts).filter(({ shows }) => shows.includes('Please restart it'));
    expect(told.map(({ shows }) => shows)).toEqual(['*Ana* from support: Please restart it']);
  });

  it.each([
    ["somebody else's words", 'it-triage', 'You can send only what you wrote yourself.'],
    ['where the reporter reads already', 'it-help', 'This is where the reporter reads already.'],
    ["what is in no ticket's thread", 'hr-help', "This message is in no ticket's thread."],
  ])('refuses %s', async (_, channel, words) => {
    const root = await ticketFrom('VPN down');
    const threadTs = { 'it-triage': triageCard().ts, 'it-help': root.ts }[channel];
    const author = channel === 'it-triage' ? bot.slack.person('Ben') : ana;
    const said = await post(author, channel, 'Hm', threadTs);
    await ana.messageShortcut('send_to_reporter', channel, said.ts);
    await bot.settled();
    expect(whispered(ana)).toContain(words);
  });
});

describe('"Make ticket from message"', () => {
  it('in a private channel says where the conversation will be, and leaves earlier replies alone unless ticked', async () => {
    const root = await post(bo, 'hr-help', 'Salary wrong');
    await post(bo, 'hr-help', 'since March', root.ts);
    await bo.messageShortcut('ticket_from_message', 'hr-help', root.ts);
    await bot.settled();
    expect(bo.view()?.shows).toContain("*Where to talk:* in the reporter's direct messages.");
    await bo.submit();
    await bot.settled();
    expect(await comments()).toEqual([]);
    expect(bo.sees('hr-help', root.ts).at(-1)?.shows).toContain('made *IT-1* Salary wrong from this thread');
  });

  it('keeps a long message whole', async () => {
    const long = `VPN down\n${'word '.repeat(2_000)}end`;
    const root = await post(bo, 'it-help', long);
    await bo.messageShortcut('ticket_from_message', 'it-help', root.ts);
    await bot.settled();
    await bo.submit();
    await bot.settled();
    const [ticket] = await tickets();
    expect(ticket?.description.endsWith('end')).toBe(true);
    expect(ticket?.description.length).toBeGreaterThan(9_000);
  });

  it('opens a form within the 3 s that Slack gives, also when Slack is slow to say who somebody is', async () => {
    const root = await post(bo, 'it-help', 'VPN down');
    bot.slack.faults.api('users.info', { kind: 'slow', delayMs: 1_800 });
    const cleo = bot.slack.person('Cleo');
    await cleo.messageShortcut('ticket_from_message', 'it-help', root.ts);
    await bot.slack.until(() => cleo.view()?.shows.includes('One moment'), { what: 'the loading view' });
    await bot.settled();
    expect(cleo.view()?.fields.map(({ label }) => label)).toEqual([
      'Title',
      'Description',
      'Type',
      'Priority',
      'Confidential',
    ]);
    expect(bot.slack.violations).toEqual([]);
  });
});

describe('direct messages', () => {
  it('outside of a ticket are answered with a way to make one', async () => {
    await post(bo, '@threadesk', 'hello!');
    expect(whispered(bo)).toContain('I can make a ticket of it');
    expect(await tickets()).toEqual([]);
  });
});

describe('people and channels', () => {
  it('joining triage makes an agent, leaving it ends that, and both are followed', async () => {
    const cleo = bot.slack.person('Cleo');
    ana.invite('it-triage', 'Cleo');
    await bot.settled();
    expect(ana.sees('it-triage').some(({ shows }) => shows.startsWith('*Cleo* is now an agent'))).toBe(true);
    await ticketFrom('VPN down');
    await cleo.press(triageCard(), 'Take');
    await bot.settled();
    expect(await tickets()).toMatchObject([{ status: 'open' }]);
    cleo.leave('it-triage');
    await bot.settled();
    await cleo.command('/ticket', 'start IT-1', { channel: 'general' });
    await bot.settled();
    expect(whispered(cleo)).toContain('Only agents of its project');
  });
});
