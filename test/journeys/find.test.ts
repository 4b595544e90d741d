import { expect, it } from 'vitest';
import { startStory } from '../support/story.js';

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
  await types('Ana', 'list open assignee:me type:bug');
  expect(answer('Ana')).toContain('No tickets here');

  await types('Ana', 'search payroll');
  expect(answer('Ana')).toContain('In a note of the agents: “Ask Payroll about it”');
  for (const name of ['Bo', 'Cleo', 'Gus'] as const) {
    await types(name, 'search payroll');
    expect(answer(name)).toContain('Nothing found that you can see');
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
