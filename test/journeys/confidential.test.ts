import { describe, expect, it } from 'vitest';
import { HELP, startStory, TRIAGE } from '../support/story.js';

const TICKED = 'Only the reporter, the agents and people whom they add can see it';

describe('a confidential ticket', () => {
  it('is talked about in direct messages, is nothing to anybody else, and opens to an admin with a reason', async () => {
    const story = await startStory();
    const [bo, ana, gus, cleo] = (['Bo', 'Ana', 'Gus', 'Cleo'] as const).map(story.person);
    if (!bo || !ana || !gus || !cleo) throw new Error('Somebody is missing');
    const number = await story.opens('Bo', 'My manager shouts', { fields: { Confidential: [TICKED] } });
    expect(story.reads('Gus', HELP).join()).not.toContain('manager');
    expect((await story.origin(number)).channel).toMatch(/^D/);
    expect(story.finds('Ana', TRIAGE, `*${number}* My manager shouts`).shows).toContain('Confidential');

    const answerTo = async (name: 'Gus' | 'Cleo', text: string) => {
      await story.after(() => story.person(name).command('/ticket', text));
      return story.told(name).at(-1) ?? '';
    };
    const there = await answerTo('Cleo', `show ${number}`);
    expect(there.replaceAll(number, '#')).toBe(
      (await answerTo('Cleo', 'show IT-99')).replaceAll('IT-99', '#'),
    );
    expect(await answerTo('Cleo', 'list all manager')).toContain('No tickets here');

    await story.database.prisma.user.updateMany({
      where: { displayName: 'Cleo' },
      data: { isSuperuser: true },
    });
    expect(await answerTo('Cleo', `show ${number}`)).toContain('is confidential');
    const offer = cleo.ephemerals().at(-1);
    if (offer === undefined) throw new Error('Nothing was offered');
    await story.after(() => cleo.press(offer, 'Give a reason'));
    await cleo.fill({ 'Why do you open it?': 'Legal asked <!channel>' });
    await story.after(() => cleo.submit({ times: 2 }));
    expect(story.finds('Ana', TRIAGE, 'Legal asked', (await story.triage(number)).ts).shows).toContain(
      'Cleo',
    );
    expect(await answerTo('Cleo', `show ${number}`)).toContain('My manager shouts');
    expect(await story.database.prisma.auditEntry.count({ where: { action: 'confidential_read' } })).toBe(1);
    expect(story.troubles).toEqual([]);
    expect(story.slack.violations).toEqual([]);
  });

  it('made so later leaves the channel, with a word to who did it and to the reporter', async () => {
    const story = await startStory();
    const number = await story.opens('Bo', 'My manager shouts');
    const old = await story.origin(number);
    await story.after(() => story.person('Bo').post(HELP, 'every day', { threadTs: old.ts }));
    await story.after(() => story.person('Ana').command('/ticket', `comment ${number} Come to room 4`));
    expect(story.reads('Gus', HELP, old.ts).join()).toContain('room 4');

    await story.after(() => story.person('Ana').command('/ticket', `confidential ${number}`));
    expect(story.told('Ana').at(-1)).toContain('What people wrote in');
    const direct = await story.origin(number);
    expect(direct.channel).toMatch(/^D/);
    const told = story.reads('Bo', direct.channel, direct.ts).join('\n');
    expect(told).toMatch(/Ana made IT-1 confidential|\*Ana\* made \*IT-1\* confidential/);
    expect(told).toContain('room 4');
    const left = story.reads('Gus', HELP, old.ts).join('\n');
    expect(left).toContain('every day');
    expect(left).not.toMatch(/room 4|manager|IT-1/);

    await story.after(() => story.person('Bo').post(HELP, 'one more thing', { threadTs: old.ts }));
    await story.after(() => story.person('Ana').command('/ticket', `resolve ${number} all done`));
    expect(await story.comments(number)).toContainEqual(
      expect.objectContaining({ content: 'one more thing' }),
    );
    expect(story.reads('Gus', HELP, old.ts).join('\n')).not.toContain('all done');
    expect(story.reads('Bo', direct.channel, direct.ts).join('\n')).toContain('all done');

    await story.after(() =>
      story
        .person('Ben')
        .choose(story.finds('Ben', TRIAGE, `*${number}* My`), 'more', 'Not confidential any more'),
    );
    expect(await story.row(number)).toMatchObject({ confidential: false });
    expect(story.troubles).toEqual([]);
    expect(story.slack.violations).toEqual([]);
  });
});
