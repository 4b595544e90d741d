/** What Slack refuses for good: admins hear of it once, and what was refused is said once, in order, when there is somebody to say it to. */
import { expect, it } from 'vitest';
import { HELP, startStory } from '../support/story.js';

it('what an archived channel refused waits, and is sent again by an admin’s press, or by itself once the desk hears', {
  timeout: 60_000,
}, async () => {
  const story = await startStory();
  const { person, slack } = story;
  const number = await story.opens('Bo', 'VPN down');
  const { channel, ts } = await story.origin(number);
  const answers = (text: string) =>
    story.after(() => person('Ana').command('/ticket', `comment ${number} ${text}`));
  const said = () =>
    story.reads('Bo', HELP, ts).flatMap((line) => /(?:first|second|third|fourth) answer/.exec(line) ?? []);
  const toldAda = () => story.reads('Ada', person('Ada').dm()).filter((line) => line.includes('refused'));

  person('Ada').archive(HELP);
  await story.after(() => undefined);
  await answers('first answer');
  await answers('second answer');
  expect(toldAda()).toHaveLength(1);
  expect(toldAda()[0]).toMatch(/#it-help .* refused, because .*archived.*I tell you of this once/);
  const notice = story.finds('Ada', person('Ada').dm(), 'refused');
  expect(notice.controls.map(({ label }) => label)).toEqual(['Send again', 'Forget']);

  // Slack takes messages there again, and the desk does not know.
  slack.faults.event('channel_unarchive', { kind: 'drop' });
  await story.after(() => person('Ada').unarchive(HELP));
  const { id } = await story.database.prisma.post.findFirstOrThrow({
    where: { state: 'failed' },
    orderBy: { id: 'asc' },
  });
  for (const name of ['Ana', 'Bo'] as const) {
    await story.after(() =>
      person(name).forge({
        channel: { id: channel },
        actions: [{ type: 'button', action_id: 'resend_posts', block_id: 'undelivered', value: String(id) }],
      }),
    );
    expect(story.told(name).at(-1)).toContain('Only admins can look after the desk');
  }
  expect(said()).toEqual([]);

  await story.after(() => Promise.all([1, 2].map(() => person('Ada').press(notice, 'Send again'))));
  expect(said()).toEqual(['first answer', 'second answer']);
  expect(story.told('Ada').at(-1)).toMatch(/I am sending|nothing left/);
  await story.after(() => person('Ada').press(notice, 'Send again'));
  expect(story.told('Ada').at(-1)).toContain('There is nothing left to do here.');

  person('Ada').archive(HELP);
  await story.after(() => undefined);
  await answers('third answer');
  expect(toldAda()).toHaveLength(2);
  await story.after(() => person('Ada').unarchive(HELP));
  expect(said()).toEqual(['first answer', 'second answer', 'third answer']);
  await answers('fourth answer');
  expect(said()).toEqual(['first answer', 'second answer', 'third answer', 'fourth answer']);
  expect(slack.violations).toEqual([]);
});
