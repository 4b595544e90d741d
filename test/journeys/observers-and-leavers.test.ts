import { expect, it } from 'vitest';
import { startStory, TRIAGE } from '../support/story.js';

it('an observer reads and does nothing; whoever leaves the agents has their tickets given to others', async () => {
  const story = await startStory();
  const { person, told, finds, slack } = story;
  const types = (name: 'Ada' | 'Ana' | 'Ben' | 'Cleo', command: string, text: string) =>
    story.after(() => person(name).command(command, text));
  await story.opens('Bo', 'VPN down', { talk: 'direct' });
  await types('Ben', '/ticket', 'take IT-1');
  await types('Ben', '/ticket', 'note IT-1 the router again');

  await types('Cleo', '/ticket', 'IT-1');
  expect(told('Cleo').at(-1)).toContain('There is no ticket IT-1');
  await types('Ada', '/project', 'agents IT observe @Cleo');
  expect(told('Ada').at(-1)).toMatch(/Agents of \*?IT[^\n]*\n[\s\S]*Observers[^\n]*Cleo/);
  await types('Cleo', '/ticket', 'IT-1');
  expect(told('Cleo').at(-1)).toContain('VPN down');
  await types('Cleo', '/ticket', 'history IT-1');
  expect(told('Cleo').at(-1)).not.toContain('router');
  const refused = ['comment IT-1 any news?', 'take IT-1', 'watch IT-1'];
  await story.after(() => Promise.all(refused.map((text) => person('Cleo').command('/ticket', text))));
  for (const answer of told('Cleo').slice(-refused.length))
    expect(answer).toContain('You observe the project of IT-1');
  await types('Ada', '/project', 'agents IT remove @Cleo');
  await types('Cleo', '/ticket', 'IT-1');
  expect(told('Cleo').at(-1)).toContain('There is no ticket IT-1');

  await story.after(() => person('Ben').leave(TRIAGE));
  const tell = async () => {
    story.clock.advance(61_000);
    await story.after(() => story.app().runJob('tell-leavers'));
  };
  await tell();
  const left = () => finds('Ana', TRIAGE, 'is no agent of IT Support any more');
  expect(left().shows).toContain('*Ben* is no agent of IT Support any more and still has 1 open ticket.');
  expect(left().shows).toContain('*IT-1* VPN down');
  expect((await story.row('IT-1')).assigneeId).not.toBeNull();
  await story.after(() => person('Ana').choose(left(), 'Assign to…', 'Ana'));
  expect(left().shows).toContain('Their tickets are all with somebody else by now.');
  await tell();
  expect(left().shows).not.toContain('VPN down');

  await story.after(() => person('Ana').setProfile({ isDeactivated: true }));
  await tell();
  const gone = finds('Ada', TRIAGE, '*Ana* has left the workspace and still has 1 open ticket');
  expect(gone.shows).toContain('*IT-1* VPN down');
  expect(slack.violations).toEqual([]);
  expect(story.troubles).toEqual([]);
}, 60_000);
