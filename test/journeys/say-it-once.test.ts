import { expect, it } from 'vitest';
import { HELP, startStory, TRIAGE } from '../support/story.js';

it('what agents answer again and again is written once, filled in, changed where it must be, and sent', async () => {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down');
  const ana = story.person('Ana');
  const card = () => story.finds('Ana', TRIAGE, `*${number}* VPN down`);
  const inForm = () => ({ viewId: ana.view()?.viewId ?? '' });

  await story.after(() => ana.command('/project', 'responses IT', { channel: HELP }));
  expect(ana.view()?.shows).toContain('There is none yet.');
  await ana.fill({ Name: 'VPN reset', 'What it says': 'Hi {reporter}, try again, {when}. {agent}' });
  await story.after(() => ana.submit());
  expect(ana.view()?.shows).toContain('Saved “VPN reset”');
  expect(ana.view()?.shows).toContain('I cannot fill in `{when}`');
  expect(ana.view()?.fields.map(({ value }) => value)).toEqual([null, null]);

  await story.after(() => ana.choose(inForm(), 'choose_response', 'VPN reset'));
  await ana.fill({ 'What it says': 'Hi {reporter}, try again now. {agent}' });
  await story.after(() => ana.submit());
  await ana.closeView();

  await story.after(() => ana.press(card(), 'Reply to reporter'));
  await ana.fill({ Message: 'Found it.' });
  await story.after(() => ana.choose(inForm(), 'use_response', 'VPN reset'));
  expect(ana.view()?.fields[0]?.value).toBe('Found it.\n\nHi Bo, try again now. Ana');
  await story.after(() => ana.submit());
  const { channel, ts } = await story.origin(number);
  expect(story.reads('Bo', channel, ts).join('\n')).toContain('Hi Bo, try again now. Ana');

  await story.after(() => ana.press(card(), 'Resolve'));
  await story.after(() => ana.choose(inForm(), 'use_response', 'VPN reset'));
  await story.after(() => ana.submit());
  expect(await story.row(number)).toMatchObject({ status: 'resolved' });

  await story.after(() => story.person('Bo').command('/project', 'responses IT', { channel: HELP }));
  expect(story.told('Bo').join()).toContain('Only agents of IT and admins');
  await story.after(() => ana.command('/project', 'responses IT', { channel: HELP }));
  await story.after(() => ana.choose(inForm(), 'choose_response', 'VPN reset'));
  await story.after(() => ana.press(inForm(), 'Delete'));
  expect(ana.view()?.shows).toContain('Deleted “VPN reset”');
  await ana.closeView();
  await story.after(() => ana.press(card(), 'Reopen'));
  await story.after(() => ana.press(card(), 'Reply to reporter'));
  expect(ana.view()?.shows).not.toContain('Start from a response');
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
});
