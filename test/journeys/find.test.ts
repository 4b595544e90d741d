import { expect, it } from 'vitest';
import { startStory, TRIAGE } from '../support/story.js';

it('each finds what they may read, the best match first, and keeps lists under a name', {
  timeout: 60_000,
}, async () => {
  const story = await startStory();
  const types = (name: 'Ana' | 'Bo' | 'Cleo' | 'Gus', text: string) =>
    story.after(() => story.person(name).command('/ticket', text));
  const answer = (name: 'Ana' | 'Bo' | 'Cleo' | 'Gus') => story.told(name).at(-1) ?? '';

  await story.opens('Bo', 'Printer jams on floor 3', { talk: 'direct' });
  await story.opens('Bo', 'VPN down', {
    talk: 'direct',
    fields: { Description: 'From the hotel in Lisbon', Priority: 'High: several people cannot work' },
  });
  await types('Ana', 'comment IT-2 The printer is not the reason');
  await types('Ana', 'note IT-2 Ask Payroll about it');

  await types('Bo', 'search printer');
  expect(answer('Bo')).toMatch(
    /IT-1\*? Printer jams[\s\S]*IT-2\*? VPN down[\s\S]*In a comment: “The printer is not the reason”/,
  );
  expect(answer('Bo')).toContain('2 tickets, best match first: printer');
  await types('Bo', 'search pritner');
  expect(answer('Bo')).toMatch(/IT-1[\s\S]*spelled alike/);

  await types('Bo', 'search lisbon');
  expect(answer('Bo')).toMatch(/IT-2[\s\S]*Lisbon/);
  await types('Bo', 'search IT-2');
  expect(answer('Bo')).toMatch(/IT-2\*? VPN down/);
  await types('Ana', 'take IT-2');
  await types(
    'Ana',
    'list open project:IT priority:high status:open type:request assignee:me reporter:@Bo created:today vpn',
  );
  expect(answer('Ana')).toMatch(/IT-2\*? VPN down[\s\S]*1 ticket/);
  const ana = story.person('Ana');
  await story.after(() => ana.press(story.finds('Ana', TRIAGE, '*IT-2* '), 'More…'));
  await ana.fill({ Tags: ['hotel'] });
  await story.after(() => ana.submit());
  const lists = async (filters: string) => {
    await types('Ana', `list ${filters}`);
    return [...new Set(answer('Ana').match(/\bIT-\d+/g))];
  };
  expect(await lists('all tag:hotel updated:today confidential:no')).toEqual(['IT-2']);
  expect(await lists('all tag:hotel updated:before-today')).toEqual([]);
  expect(await lists('all confidential:yes')).toEqual([]);
  await types('Ana', 'confidential IT-1');
  expect(await lists('all confidential:yes')).toEqual(['IT-1']);
  expect(await lists('all confidential:no')).toEqual(['IT-2']);
  await types('Ana', 'list open assignee:me type:bug');
  expect(answer('Ana')).toContain('No tickets here');

  await types('Ana', 'search payroll');
  expect(answer('Ana')).toContain('In a note of the agents: “Ask Payroll about it”');
  for (const name of ['Bo', 'Cleo', 'Gus'] as const) {
    await types(name, 'search payroll');
    expect(answer(name)).toContain('Nothing found that you can see');
    expect(answer(name)).toContain('One word may be misspelled, not two.');
  }
  await types('Cleo', 'search IT-1');
  expect(answer('Cleo')).toContain('Nothing found that you can see');

  await types('Ana', 'search');
  expect(answer('Ana')).toContain('What are you looking for?');
  await types('Ana', 'view save "printers of Bo" all reporter:me');
  await types('Ana', 'view save printers all printer share with IT');
  expect(answer('Ana')).toContain('The view “printers” is saved for the agents of IT: all printer');
  await types('Ana', 'views');
  expect(answer('Ana')).toMatch(
    /printers of Bo\*: all reporter:me[\s\S]*printers\* \(shared with IT\): all printer/,
  );
  await types('Ana', 'view printers');
  expect(answer('Ana')).toContain('1 ticket: all printer');
  await types('Bo', 'view printers');
  expect(answer('Bo')).toContain('You have no view of that name');
  await types('Ana', 'view delete printers');
  expect(answer('Ana')).toContain('*printers* is deleted');
  expect(story.slack.violations).toEqual([]);
});

it('a duplicate is told from what it is one of by typing, and both say so to those who see the other', {
  timeout: 60_000,
}, async () => {
  const story = await startStory();
  const [ana, ben] = [story.person('Ana'), story.person('Ben')];
  const [first] = [await story.opens('Bo', 'Printer jams on floor 3')];
  const again = await story.opens('Cleo', 'The printer again', { talk: 'direct' });
  const card = (name: 'Ana' | 'Ben', number: string) => story.finds(name, TRIAGE, `*${number}* `);
  const answer = async (name: 'Ana' | 'Bo' | 'Cleo', text: string) => {
    await story.after(() => story.person(name).command('/ticket', text));
    return story.told(name).at(-1) ?? '';
  };

  // Both look at it; Ben is the second to say so.
  for (const person of [ana, ben]) {
    await story.after(() => person.press(card(person === ana ? 'Ana' : 'Ben', again), 'Resolve'));
  }
  const offered = async (typed: string) =>
    (await ana.options({ viewId: ana.view()?.viewId ?? '' }, 'tickets', typed)).map(({ value }) => value);
  expect(await offered('')).toEqual([first]);
  expect(await offered('pritner')).toEqual([first]);
  expect(await offered('3 print')).toEqual([first]);
  expect(await offered('nothing like it')).toEqual([]);
  await ana.fill({ 'Duplicate of': `${first} Printer jams on floor 3`, Resolution: 'Spam' });
  const { errors } = await story.after(() => ana.submit());
  expect(errors['Duplicate of']).toContain('Choose “Duplicate” above');
  await ana.fill({ Resolution: 'Done', 'What was done': 'It is known already.' });
  await story.after(() => ana.submit({ times: 2 }));
  expect(await story.row(again)).toMatchObject({ status: 'resolved', resolution: 'duplicate' });
  await ben.fill({ 'Duplicate of': `${first} Printer jams on floor 3` });
  // It is said already: nothing happens again.
  expect(await story.after(() => ben.submit())).toMatchObject({ errors: {} });
  const direct = await story.origin(again);
  expect(story.reads('Cleo', direct.channel, direct.ts).join('\n')).toContain(
    `resolved *${again}* as a duplicate of *${first}*.`,
  );
  expect(await story.database.prisma.changelogEntry.count({ where: { action: 'linked' } })).toBe(2);

  expect(card('Ana', again).shows).toContain(`duplicate of *${first}*`);
  expect(card('Ana', first).shows).toContain(`has the duplicate *${again}*`);
  expect(await answer('Cleo', `show ${again}`)).toContain(`duplicate of *${first}*`);
  expect(await answer('Bo', `show ${first}`)).not.toContain(again);
  expect(await answer('Bo', `history ${first}`)).not.toContain(again);
  expect(await answer('Ana', `history ${first}`)).toContain(`said that ${again} is a duplicate of it`);

  await answer('Ana', `reopen ${again}`);
  expect(card('Ana', first).shows).not.toContain(again);
  expect(await answer('Ana', `resolve ${first} duplicate of ${again}`)).toContain('resolved');
  expect(card('Ana', again).shows).toContain(`has the duplicate *${first}*`);
  expect(await answer('Ana', `resolve ${again} duplicate of ${first}`)).toContain(
    'cannot be the other way round',
  );
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
});
