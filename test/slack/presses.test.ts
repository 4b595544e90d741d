/** Buttons, menus, commands and forms as people use them, and as people who should not would. */
import { describe, expect, it } from 'vitest';
import { valuesIn } from '../../playground/workspace/views.js';
import { pressOf, whispered } from './forged-press.js';
import { usePressed } from './use-pressed.js';

const desk = usePressed();
const { open, ticket, say } = desk;

const card = (number = 'IT-1') => {
  const found = desk.ana
    .sees('it-triage')
    .find(({ shows, controls }) => shows.includes(number) && controls.length > 3);
  if (found === undefined) throw new Error(`No card of ${number}`);
  return found;
};

describe('a card in triage', () => {
  it('is worked with its buttons, and shows every change', async () => {
    await desk.ana.press(card(), 'Take');
    await desk.bot.settled();
    expect(card().shows).toMatch(/\*Assignee\*\s+Ana/);
    await desk.ana.press(card(), 'Start');
    await desk.bot.settled();
    expect(card().shows).toMatch(/\*Status\*\s+In progress/);
    await desk.ana.choose(card(), 'priority', 'Critical');
    await desk.ana.choose(card(), 'assign', 'Ben');
    await desk.bot.settled();
    expect(card().shows).toMatch(/\*Priority\*\s+Critical/);
    expect(await ticket()).toMatchObject({ status: 'in_progress', priority: 'critical' });
    expect(desk.ana.sees('it-triage', card().ts).some(({ shows }) => shows.startsWith('@Ben'))).toBe(true);
  });

  it('shows in its menus what was chosen last, also to whoever chose in them before', async () => {
    const [ana, ben] = [desk.ana, desk.bot.slack.person('Ben')];
    const shownTo = ({ chosenIn }: typeof ana) => {
      const { channel, ts, blocks } = card();
      const held = Object.values(valuesIn(blocks, chosenIn(channel, ts)));
      return held.find((block) => block.priority)?.priority?.selected_option;
    };
    const before = shownTo(ana);
    for (const label of ['Critical', 'Medium']) {
      await (label === 'Critical' ? ana : ben).choose(card(), 'priority', label);
      await desk.bot.settled();
      expect(shownTo(ana)).toMatchObject({ value: label.toLowerCase() });
    }
    expect(shownTo(ana)).toEqual(before);
  });

  it('asks for words where a move mostly has some, and sends them to whom they are for', async () => {
    await desk.ana.press(card(), 'Resolve');
    await desk.bot.settled();
    await desk.ana.fill({ Resolution: 'Duplicate', 'What was done': 'Same as <IT-0>' });
    await desk.ana.submit();
    await desk.bot.settled();
    expect(await ticket()).toMatchObject({ status: 'resolved', resolution: 'duplicate' });
    const thread = desk.bo.sees('@threadesk', desk.bo.sees('@threadesk')[0]?.ts);
    expect(thread.map(({ shows }) => shows).join('\n')).toContain('Same as <IT-0>');
  });

  it('offers the rarer moves in a menu', async () => {
    await desk.ana.choose(card(), 'more', 'Mark as blocked');
    await desk.bot.settled();
    await desk.ana.fill({ 'What is it stuck on?': 'The router' });
    await desk.ana.submit();
    await desk.bot.settled();
    expect(await ticket()).toMatchObject({ status: 'blocked' });
    expect(
      desk.bo
        .sees('@threadesk')
        .map(({ shows }) => shows)
        .join(),
    ).not.toContain('The router');
    await desk.ana.choose(card(), 'more', 'Watch');
    await desk.bot.settled();
    expect(whispered(desk.ana)).toContain('You will be told about IT-1');
  });

  it('pressed twice says that nothing was left to do', async () => {
    const before = card();
    await desk.ana.press(before, 'Start');
    await desk.bot.settled();
    await desk.ana.forge(pressOf(desk.bot, 'move:start', 'start:IT-1', before));
    await desk.bot.settled();
    expect(whispered(desk.ana)).toContain('that was done already');
  });

  it('a reply is sent, edited and withdrawn, everywhere', async () => {
    await desk.ana.press(card(), 'Reply to reporter');
    await desk.bot.settled();
    await desk.ana.fill({ Message: 'Try again' });
    expect(await desk.ana.submit({ times: 2 })).toMatchObject({ isAcked: true, errors: {} });
    await desk.bot.settled();
    const root = desk.bo.sees('@threadesk')[0]?.ts;
    const told = () => desk.bo.sees('@threadesk', root).map(({ shows }) => shows);
    expect(told().filter((shows) => shows.includes('Try again'))).toHaveLength(1);

    const receipt = () =>
      desk.ana.sees('it-triage', card().ts).find(({ shows }) => shows.includes('to the reporter'));
    const first = receipt();
    if (first === undefined) throw new Error('No receipt');
    await desk.ana.press(first, 'Edit');
    await desk.bot.settled();
    expect(desk.ana.view()?.fields[0]?.value).toBe('Try again');
    await desk.ana.fill({ Message: 'Try once more' });
    await desk.ana.submit();
    await desk.bot.settled();
    expect(told().join()).toContain('Try once more');

    await desk.bot.slack.person('Ben').press(first, 'Edit');
    await desk.bot.settled();
    expect(whispered(desk.bot.slack.person('Ben'))).toContain('Only whoever wrote a reply');
    await desk.ana.press(first, 'Withdraw');
    await desk.bot.settled();
    expect(told().join()).not.toContain('Try once more');
    expect(receipt()).toBeUndefined();
  });
});

describe('a list', () => {
  it('turns its pages in place, and asks again for whoever turns them', async () => {
    for (let count = 2; count <= 12; count += 1) await open(desk.bo, `Ticket number ${count}`);
    const shown = await say(desk.bo, '/ticket', 'list mine');
    expect(shown).toContain('12 tickets, page 1 of 2');
    const first = desk.bo.ephemerals().at(-1);
    if (first === undefined) throw new Error('No list');
    await desk.bo.press(first, 'Next');
    await desk.bot.settled();
    expect(whispered(desk.bo)).toContain('page 2 of 2');
    expect(whispered(desk.bo)).toContain('*IT-1* VPN down');
    expect(desk.bo.ephemerals().filter(({ shows }) => shows.includes('page'))).toHaveLength(1);

    const [, escaped = ''] = /"value":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(first.blocks)) ?? [];
    await desk.cleo.forge(pressOf(desk.bot, 'list_page:next', JSON.parse(escaped) as string, null));
    await desk.bot.settled();
    expect(whispered(desk.cleo)).toContain('No tickets here');
  });

  it('is too old when its button carries anything else', async () => {
    const unknown = '{"page":1,"query":{"scope":"secret","filters":{},"words":[]}}';
    for (const value of ['', '{}', 'null', '{"page":0,"query":{}}', unknown]) {
      await desk.bo.forge(pressOf(desk.bot, 'list_page:next', value, null));
      await desk.bot.settled();
      expect(whispered(desk.bo), value).toContain('This list is too old');
    }
  });
});

describe('an unexpected failure', () => {
  it('is answered with a number, under which the log has it without what was typed', async () => {
    await desk.bot.database.pool.query('ALTER TABLE tickets RENAME TO tickets_away');
    const answer = await say(desk.bo, '/ticket', 'comment IT-1 my password is hunter2');
    await desk.bot.database.pool.query('ALTER TABLE tickets_away RENAME TO tickets');
    const number = /the number `([0-9a-f]{8})`/.exec(answer)?.[1];
    expect(desk.bot.troubles).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ incident: number, command: '/ticket' }) }),
    );
  });
});

describe('the bot', () => {
  it('did nothing in all of this that Slack would refuse', async () => {
    await say(desk.bo, '/ticket', 'help');
    await say(desk.bo, '/ticket', 'help assign');
    await say(desk.bo, '/ticket', 'nonsense <@U0ANA00002> `code` <!channel>');
    await say(desk.ada, '/project', 'help');
    await say(desk.ada, '/project', 'list');
    await say(desk.ada, '/project', 'agents IT');
    await say(desk.ana, '/ticket', 'history IT-1');
    await say(desk.ana, '/ticket', 'IT-1');
    expect(desk.bot.slack.violations).toEqual([]);
    expect(desk.bot.troubles).toEqual([]);
  });
});
