import { describe, expect, it } from 'vitest';
import { HELP, startStory, TRIAGE } from '../support/story.js';

describe('a channel becomes another kind of channel', () => {
  it('triage made public: what was for agents is taken out, stays internal, and the admins are asked for another', async () => {
    const story = await startStory();
    const number = await story.opens('Bo', 'VPN down');
    const { ts } = await story.triage(number);
    const { ts: originTs } = await story.origin(number);
    await story.after(() => story.person('Ana').post(TRIAGE, 'his laptop was stolen', { threadTs: ts }));
    await story.after(() => story.person('Ana').command('/ticket', `note ${number} call the police`));

    await story.after(() => story.person('Ana').convertToPublic(TRIAGE));
    story.person('Cleo').join(TRIAGE);
    await story.after(() => story.person('Bo').post(HELP, 'any news?', { threadTs: originTs }));
    const botsWords = story.reads('Cleo', TRIAGE).filter((line) => line.startsWith('Threadesk'));
    expect(botsWords.join('\n')).not.toMatch(/VPN|IT-1|police|any news/);
    expect(story.reads('Cleo', TRIAGE, ts).join('\n')).not.toMatch(/police|any news/);

    const toAdmin = story.reads('Ada', story.person('Ada').dm());
    expect(toAdmin.join('\n')).toContain('triage channel');
    await story.after(() => story.person('Cleo').command('/ticket', `history ${number}`));
    expect(story.told('Cleo').at(-1)).not.toMatch(/stolen|police|note/i);
    expect((await story.comments(number)).map(({ commentType }) => commentType)).toEqual([
      'internal',
      'internal',
      'public',
    ]);
    expect(story.slack.violations).toEqual([]);
  });

  it('a public one made private: who read along finds the ticket no more', async () => {
    const story = await startStory();
    const root = await story.after(() => story.person('Bo').post('general', 'VPN down'));
    await story.after(() => story.person('Bo').messageShortcut('ticket_from_message', 'general', root.ts));
    await story.after(() => story.person('Bo').submit());
    const answer = async (text: string) => {
      await story.after(() => story.person('Cleo').command('/ticket', text, { channel: HELP }));
      return story.told('Cleo').at(-1) ?? '';
    };
    expect(await answer('show IT-1')).toContain('VPN down');

    await story.after(() => story.person('Ada').convertToPrivate('general'));
    expect((await answer('show IT-1')).replaceAll('IT-1', '#')).toBe(
      (await answer('show IT-99')).replaceAll('IT-99', '#'),
    );
    expect(story.slack.violations).toEqual([]);
  });

  it('triage shared with another organization: it stops being one, and nobody outside is shown a card', async () => {
    const story = await startStory();
    const number = await story.opens('Bo', 'VPN down');
    await story.after(() => story.person('Ada').share(TRIAGE, { changesId: true }));
    story.person('Ada').invite(TRIAGE, 'Olga');
    await story.after(() => story.person('Bo').command('/ticket', `comment ${number} any news?`));
    expect(story.reads('Olga', TRIAGE).join('\n')).not.toMatch(/IT-1|VPN/);
    expect(story.reads('Ada', story.person('Ada').dm()).join('\n')).toContain('triage channel');
    expect(await story.row(number)).toMatchObject({ status: 'new' });
    expect(story.slack.violations).toEqual([]);
  });
});

describe('a person becomes somebody else', () => {
  it('an agent made a guest works no ticket any more, and keeps their name on what they did', async () => {
    const story = await startStory();
    const number = await story.opens('Bo', 'VPN down');
    await story.after(() => story.person('Ben').command('/ticket', `take ${number}`));
    await story.after(() => story.person('Ben').setProfile({ isRestricted: true }));
    await story.after(() => story.person('Ben').command('/ticket', `start ${number}`));
    expect(await story.row(number)).toMatchObject({ status: 'open' });
    await story.after(() => story.person('Ana').command('/ticket', `history ${number}`));
    expect(story.told('Ana').at(-1)).toContain('Ben');
    expect(story.slack.violations).toEqual([]);
  });
});
