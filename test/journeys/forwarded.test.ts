/** A message that somebody forwards to where the desk listens. */
import { expect, it } from 'vitest';
import { BOT, HELP, startStory, TRIAGE } from '../support/story.js';

it('is read by the agents, keeps its words in an edit, and written to the bot becomes a ticket', async () => {
  const story = await startStory();
  const [bo, cleo] = [story.person('Bo'), story.person('Cleo')];
  const number = await story.opens('Bo', 'VPN down');
  const origin = await story.origin(number);
  const triage = await story.triage(number);
  const mirrors = () => story.reads('Ana', TRIAGE, triage.ts).slice(1);
  const said = cleo.post('#general', '@Ana @here the tunnel drops\nevery hour', { files: ['log.txt'] });
  const before = story.slack.calls.length;

  const { ts } = await story.after(() => bo.forward('#general', said.ts, HELP, '', { threadTs: origin.ts }));
  const [comment] = await story.comments(number);
  expect(comment).toMatchObject({ author: 'Bo', commentType: 'public', isEdited: false });
  expect(comment?.content.split('\n')).toEqual([
    expect.stringMatching(/^&gt; <@\w+> <!here> the tunnel drops$/),
    '&gt; every hour',
    '&gt; (log.txt)',
    expect.stringMatching(
      `^&gt; — <@${cleo.id}\\|Cleo>, <https://[^|]+${said.ts.replace('.', '')}\\|original message>$`,
    ),
  ]);
  expect(mirrors()).toEqual([
    expect.stringMatching(/@Ana @here the tunnel drops[\s\S]+every hour[\s\S]+— @Cleo/),
  ]);
  const sent = JSON.stringify(
    story.slack.calls.slice(before).filter(({ method }) => method === 'chat.postMessage'),
  );
  expect(sent).toContain('the tunnel drops');
  expect(sent).not.toMatch(/<!here>|<@U/);

  await story.after(() => bo.edit(HELP, ts, 'Cleo has it too, see https://example.com'));
  await story.after(() => bo.unfurl(HELP, ts));
  expect(await story.database.prisma.commentEditHistory.count()).toBe(1);
  expect(mirrors()).toEqual([expect.stringMatching(/Cleo has it too[\s\S]+the tunnel drops[\s\S]+— @Cleo/)]);

  await story.after(() => bo.forward('#general', said.ts, BOT));
  await story.after(() =>
    bo.press({ channel: BOT, ts: story.finds('Bo', BOT, 'New ticket').ts }, 'New ticket'),
  );
  expect(await story.row('IT-2')).toMatchObject({
    title: '@Ana @here the tunnel drops',
    description: comment?.content,
  });
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
});
