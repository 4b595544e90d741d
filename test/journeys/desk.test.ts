import { describe, expect, it } from 'vitest';
import { HELP, startStory } from '../support/story.js';

describe('`/desk`', () => {
  it('has a reply that never arrived read from Slack for an admin, and does nothing for anybody else', async () => {
    const story = await startStory();
    const { slack, told, person, database } = story;
    const number = await story.opens('Bo', 'VPN down');
    const { ts } = await story.origin(number);
    slack.faults.event('message', { kind: 'drop' });
    await story.after(() => person('Bo').post(HELP, 'Since this morning', { threadTs: ts }));
    expect(await story.comments(number)).toEqual([]);

    const runs = () => database.prisma.reconcileRun.count({ where: { cause: 'command' } });
    for (const [name, text, answer] of [
      ['Ana', 'reconcile', 'Only admins can look after the desk'],
      ['Bo', `reconcile ${number}`, 'Only admins can look after the desk'],
      ['Bo', 'reconcile IT-999', 'Only admins can look after the desk'],
      ['Ada', 'reconcile IT-999', 'There is no ticket IT-999'],
      ['Ada', 'reconcile this', 'It goes like this: `/desk reconcile [IT-42]`'],
      ['Bo', '', '`/desk reconcile [IT-42]`'],
    ] as const) {
      await story.after(() => person(name).command('/desk', text));
      expect(told(name).at(-1)).toContain(answer);
    }
    expect(await runs()).toBe(0);

    await story.after(() => person('Ada').command('/desk', `reconcile ${number}`));
    expect(told('Ada').at(-1)).toContain(`I am reading 2 threads of ${number} again.`);
    expect(await runs()).toBe(1);
    await story.after(() => story.app().runJob('reconcile'));
    expect(await story.comments(number)).toMatchObject([{ author: 'Bo', content: 'Since this morning' }]);
    expect(slack.violations).toEqual([]);
    expect(story.troubles).toEqual([]);
  });
});
