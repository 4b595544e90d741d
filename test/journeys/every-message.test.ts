import { expect, it } from 'vitest';
import { HELP, startStory, TRIAGE } from '../support/story.js';

it('where the project wants it, every new message is a ticket in its own thread, and small talk is none', async () => {
  const story = await startStory();
  const [ada, ana, bo] = [story.person('Ada'), story.person('Ana'), story.person('Bo')];
  const numbers = async () =>
    (await story.database.prisma.ticket.findMany({ orderBy: { id: 'asc' } })).map(
      ({ ticketNumber, title }) => `${ticketNumber} ${title}`,
    );
  await story.after(() => bo.post(HELP, 'From before it was wanted'));
  await story.after(() => ada.command('/project', 'edit IT'));
  await ada.fill({ 'Every message a ticket': ['Every new message in the request channel becomes a ticket'] });
  await story.after(() => ada.submit());
  story.clock.advance(1_000);

  const asked = await story.after(() => bo.post(HELP, 'My laptop does not start\nIt beeps twice.'));
  await story.after(() => bo.post(HELP, 'Good morning all!'));
  await story.after(() => bo.post(HELP, 'thanks :pray:'));
  await story.after(() => ana.post(HELP, 'Mail is down for an hour at noon'));
  await story.after(() => ana.post(TRIAGE, 'Who is on call?'));
  expect(await numbers()).toEqual(['IT-1 My laptop does not start']);
  expect(await story.row('IT-1')).toMatchObject({ description: 'My laptop does not start\nIt beeps twice.' });
  expect((await story.row('IT-1')).reporter.displayName).toBe('Bo');
  expect(await story.origin('IT-1')).toMatchObject({ ts: asked.ts });

  await story.after(() => bo.post(HELP, 'It is the blue one', { threadTs: asked.ts }));
  expect(await numbers()).toHaveLength(1);
  expect((await story.comments('IT-1')).map(({ content }) => content)).toEqual(['It is the blue one']);
  await story.after(() => ana.react(HELP, asked.ts, 'ticket'));
  expect(await numbers()).toHaveLength(1);

  // Nobody hears it, and it is found when the channel is looked at again.
  const heard = story.slack.faults.event('message', { kind: 'drop' });
  await story.after(() => bo.post(HELP, 'And my phone is gone'));
  heard();
  await story.after(() => ada.command('/desk', 'reconcile'));
  await story.after(() => story.app().runJob('reconcile'));
  expect(await numbers()).toEqual(['IT-1 My laptop does not start', 'IT-2 And my phone is gone']);
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
});
