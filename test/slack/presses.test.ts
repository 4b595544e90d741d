/** Buttons, menus, commands and forms as people use them, and as people who should not would. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../playground/people.js';
import { type Bot, startBot } from '../support/bot.js';
import { pressOf, whispered } from './forged-press.js';

let bot: Bot;
let ada: Person;
let ana: Person;
let bo: Person;
let cleo: Person;

/** #it-help asks, #it-triage works (Ada, Ana, Ben); IT-1 is Bo's, talked about in Bo's direct messages. */
beforeEach(async () => {
  bot = await startBot();
  [ada, ana, bo, cleo] = (['Ada', 'Ana', 'Bo', 'Cleo'] as const).map((name) => bot.slack.person(name)) as [
    Person,
    Person,
    Person,
    Person,
  ];
  await ada.command('/project', 'edit IT');
  await bot.settled();
  await ada.fill({ 'Request channel': 'it-help', 'Triage channel': 'it-triage' });
  await ada.submit();
  await ada.closeView();
  await open(bo, 'VPN down');
});

async function open(person: Person, title: string): Promise<void> {
  await person.command('/ticket', `new ${title}`, { channel: 'general' });
  await bot.settled();
  await person.submit();
  await person.closeView();
  await bot.settled();
}
const ticket = (number = 'IT-1') =>
  bot.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: number } });
const card = (number = 'IT-1') => {
  const found = ana
    .sees('it-triage')
    .find(({ shows, controls }) => shows.includes(number) && controls.length > 3);
  if (found === undefined) throw new Error(`No card of ${number}`);
  return found;
};
const say = async (person: Person, command: string, text: string) => {
  await person.command(command, text, { channel: 'general' });
  await bot.settled();
  return whispered(person);
};

describe('a card in triage', () => {
  it('is worked with its buttons, and shows every change', async () => {
    await ana.press(card(), 'Take');
    await bot.settled();
    expect(card().shows).toMatch(/\*Assignee\*\s+Ana/);
    await ana.press(card(), 'Start');
    await bot.settled();
    expect(card().shows).toMatch(/\*Status\*\s+In progress/);
    await ana.choose(card(), 'priority', 'Critical');
    await ana.choose(card(), 'assign', 'Ben');
    await bot.settled();
    expect(card().shows).toMatch(/\*Priority\*\s+Critical/);
    expect(await ticket()).toMatchObject({ status: 'in_progress', priority: 'critical' });
    expect(ana.sees('it-triage', card().ts).some(({ shows }) => shows.startsWith('@Ben'))).toBe(true);
  });

  it('asks for words where a move mostly has some, and sends them to whom they are for', async () => {
    await ana.press(card(), 'Resolve');
    await bot.settled();
    await ana.fill({ Resolution: 'Duplicate', 'What was done': 'Same as <IT-0>' });
    await ana.submit();
    await bot.settled();
    expect(await ticket()).toMatchObject({ status: 'resolved', resolution: 'duplicate' });
    const thread = bo.sees('@threadesk', bo.sees('@threadesk')[0]?.ts);
    expect(thread.map(({ shows }) => shows).join('\n')).toContain('Same as <IT-0>');
  });

  it('offers the rarer moves in a menu', async () => {
    await ana.choose(card(), 'more', 'Mark as blocked');
    await bot.settled();
    await ana.fill({ 'What is it stuck on?': 'The router' });
    await ana.submit();
    await bot.settled();
    expect(await ticket()).toMatchObject({ status: 'blocked' });
    expect(
      bo
        .sees('@threadesk')
        .map(({ shows }) => shows)
        .join(),
    ).not.toContain('The router');
    await ana.choose(card(), 'more', 'Watch');
    await bot.settled();
    expect(whispered(ana)).toContain('You will be told about IT-1');
  });

  it('pressed twice says that nothing was left to do', async () => {
    const before = card();
    await ana.press(before, 'Start');
    await bot.settled();
    await ana.forge(pressOf(bot, 'move:start', 'start:IT-1', before));
    await bot.settled();
    expect(whispered(ana)).toContain('that was done already');
  });

  it('a reply is sent, edited and withdrawn, everywhere', async () => {
    await ana.press(card(), 'Reply to reporter');
    await bot.settled();
    await ana.fill({ Message: 'Try again' });
    expect(await ana.submit({ times: 2 })).toMatchObject({ isAcked: true, errors: {} });
    await bot.settled();
    const root = bo.sees('@threadesk')[0]?.ts;
    const told = () => bo.sees('@threadesk', root).map(({ shows }) => shows);
    expect(told().filter((shows) => shows.includes('Try again'))).toHaveLength(1);

    const receipt = () =>
      ana.sees('it-triage', card().ts).find(({ shows }) => shows.includes('to the reporter'));
    const first = receipt();
    if (first === undefined) throw new Error('No receipt');
    await ana.press(first, 'Edit');
    await bot.settled();
    expect(ana.view()?.fields[0]?.value).toBe('Try again');
    await ana.fill({ Message: 'Try once more' });
    await ana.submit();
    await bot.settled();
    expect(told().join()).toContain('Try once more');

    await bot.slack.person('Ben').press(first, 'Edit');
    await bot.settled();
    expect(whispered(bot.slack.person('Ben'))).toContain('Only whoever wrote a reply');
    await ana.press(first, 'Withdraw');
    await bot.settled();
    expect(told().join()).not.toContain('Try once more');
    expect(receipt()).toBeUndefined();
  });
});

describe('a list', () => {
  it('turns its pages in place, and asks again for whoever turns them', async () => {
    for (let count = 2; count <= 12; count += 1) await open(bo, `Ticket number ${count}`);
    const shown = await say(bo, '/ticket', 'list mine');
    expect(shown).toContain('12 tickets, page 1 of 2');
    const first = bo.ephemerals().at(-1);
    if (first === undefined) throw new Error('No list');
    await bo.press(first, 'Next');
    await bot.settled();
    expect(whispered(bo)).toContain('page 2 of 2');
    expect(whispered(bo)).toContain('*IT-1* VPN down');
    expect(bo.ephemerals().filter(({ shows }) => shows.includes('page'))).toHaveLength(1);

    const [, escaped = ''] = /"value":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(first.blocks)) ?? [];
    await cleo.forge(pressOf(bot, 'list_page:next', JSON.parse(escaped) as string, null));
    await bot.settled();
    expect(whispered(cleo)).toContain('No tickets here');
  });

  it('is too old when its button carries anything else', async () => {
    const unknown = '{"page":1,"query":{"scope":"secret","filters":{},"words":[]}}';
    for (const value of ['', '{}', 'null', '{"page":0,"query":{}}', unknown]) {
      await bo.forge(pressOf(bot, 'list_page:next', value, null));
      await bot.settled();
      expect(whispered(bo), value).toContain('This list is too old');
    }
  });
});

describe('an unexpected failure', () => {
  it('is answered with a number, under which the log has it without what was typed', async () => {
    await bot.database.pool.query('ALTER TABLE tickets RENAME TO tickets_away');
    const answer = await say(bo, '/ticket', 'comment IT-1 my password is hunter2');
    await bot.database.pool.query('ALTER TABLE tickets_away RENAME TO tickets');
    const number = /the number `([0-9a-f]{8})`/.exec(answer)?.[1];
    expect(bot.troubles).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ incident: number, command: '/ticket' }) }),
    );
  });
});

describe('the bot', () => {
  it('did nothing in all of this that Slack would refuse', async () => {
    await say(bo, '/ticket', 'help');
    await say(bo, '/ticket', 'help assign');
    await say(bo, '/ticket', 'nonsense <@U0ANA00002> `code` <!channel>');
    await say(ada, '/project', 'help');
    await say(ada, '/project', 'list');
    await say(ada, '/project', 'agents IT');
    await say(ana, '/ticket', 'history IT-1');
    await say(ana, '/ticket', 'IT-1');
    expect(bot.slack.violations).toEqual([]);
    expect(bot.troubles).toEqual([]);
  });
});
