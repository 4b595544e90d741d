import { expect, it } from 'vitest';
import { BOT, startStory } from '../support/story.js';

it('an export is a file for whoever asked, of what they may see, and nothing in it runs', async () => {
  const story = await startStory();
  await story.opens('Bo', '=HYPERLINK("http://evil.example")', { talk: 'direct' });
  await story.opens('Cleo', 'Payroll, again', { talk: 'direct' });
  const types = (name: 'Ana' | 'Bo' | 'Gus', text: string) =>
    story.after(() => story.person(name).command('/ticket', text));
  const filesOf = (name: 'Ana' | 'Bo' | 'Gus') =>
    story
      .person(name)
      .sees(BOT)
      .flatMap(({ files }) => files);
  const contents = () => [...story.slack.workspace.state.files.values()].map(({ content }) => content);

  await types('Ana', 'export all project:IT');
  expect(story.told('Ana').at(-1)).toBe('I put 2 tickets into a file in your direct messages with me.');
  expect(filesOf('Ana')).toEqual(['tickets-2026-03-02.csv']);
  expect(contents().at(-1)).toContain('Payroll');
  expect(contents().at(-1)).toContain(`"'=HYPERLINK(""http://evil.example"")"`);

  await types('Bo', 'export');
  expect(filesOf('Bo')).toEqual(['tickets-2026-03-02.csv']);
  expect(contents().at(-1)).not.toContain('Payroll');

  await types('Gus', 'export all');
  expect(story.told('Gus').at(-1)).toContain('No tickets here to export');
  expect(filesOf('Gus')).toEqual([]);

  await types('Ana', 'export priority:soon');
  expect(story.told('Ana').at(-1)).toContain('It goes like this');
  story.slack.faults.api('files.completeUploadExternal', { kind: 'error', error: 'internal_error' });
  await types('Ana', 'export');
  expect(story.told('Ana').at(-1)).toContain('Something went wrong on our side');
  expect(story.slack.violations).toEqual([]);
});
