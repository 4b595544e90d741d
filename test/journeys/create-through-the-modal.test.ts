import { describe, expect, it } from 'vitest';
import { startBot } from '../support/bot.js';
import { BOT, HELP, startStory, TRIAGE, tell } from '../support/story.js';

describe('/ticket new VPN down', () => {
  it('opens the create modal with the title filled in and exactly its fields', async () => {
    const story = await startStory();
    const bo = story.person('Bo');
    await story.after(() => bo.command('/ticket', 'new VPN down', { channel: HELP }));
    const fields = bo.view()?.fields ?? [];
    expect(fields.map(({ label }) => label)).toEqual([
      'Title',
      'Description',
      'Type',
      'Priority',
      'Where to talk',
      'Confidential',
    ]);
    expect(fields[0]?.value).toBe('VPN down');
    expect(JSON.stringify(fields[4]?.value)).toContain('In #it-help, where everyone can read it');
    expect(story.slack.violations).toEqual([]);
  });

  it.each([
    ['blank', '   '],
    ['over-long', 'x'.repeat(201)],
  ])('answers a %s title on its field, and what was typed stays', async (_what, title) => {
    const story = await startStory();
    const bo = story.person('Bo');
    await story.after(() => bo.command('/ticket', 'new', { channel: HELP }));
    await bo.fill({ Title: title, Description: 'Since this morning.' });
    const answer = await story.after(() => bo.submit({ force: true }));
    expect(Object.keys(answer.errors)).toEqual(['Title']);
    expect(bo.view()?.fields.find(({ label }) => label === 'Description')?.value).toBe('Since this morning.');
    expect(await story.database.prisma.ticket.count()).toBe(0);

    await bo.fill({ Title: 'VPN down' });
    await story.after(() => bo.submit());
    expect(await story.database.prisma.ticket.findMany()).toMatchObject([
      { title: 'VPN down', description: 'Since this morning.' },
    ]);
  });

  it('makes one ticket of two submissions at once, with its card where Bo chose to talk and one in triage', async () => {
    const story = await startStory();
    const bo = story.person('Bo');
    await story.after(() => bo.command('/ticket', 'new VPN down', { channel: HELP }));
    await bo.fill({ Priority: 'High: several people cannot work' });
    await story.after(() => bo.submit({ times: 2 }));

    expect(await story.database.prisma.ticket.count()).toBe(1);
    expect(await story.row('IT-1')).toMatchObject({
      title: 'VPN down',
      status: 'new',
      priority: 'high',
      issueType: 'request',
      reporter: { displayName: 'Bo' },
      assignee: null,
      responseTarget: expect.any(Date),
      resolutionTarget: expect.any(Date),
    });
    expect(story.reads('Cleo', HELP).filter((line) => line.includes('IT-1'))).toEqual([
      expect.stringMatching(/^threadesk: @Bo \*IT-1\* VPN down/),
    ]);
    const card = story.finds('Ana', TRIAGE, '*IT-1* VPN down');
    expect(card.controls.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Take', 'Start', 'Resolve', 'Reply to reporter']),
    );
    expect(story.slack.violations).toEqual([]);
    expect(story.troubles).toEqual([]);
  });

  it('counts the targets of a high priority in working hours from the moment of creation', async () => {
    const story = await startStory();
    const number = await story.opens('Bo', 'VPN down', {
      fields: { Priority: 'High: several people cannot work' },
    });
    const { createdAt, responseTarget, resolutionTarget } = await story.row(number);
    // Monday 10:00: one working hour, and eight of which seven are left today.
    expect(Number(responseTarget) - Number(createdAt)).toBe(3_600_000);
    expect(resolutionTarget?.toISOString().slice(0, 13)).toBe('2026-03-03T10');
  });

  it('is what the shortcut "Create ticket" opens, from anywhere', async () => {
    const story = await startStory();
    await story.after(() => story.person('Bo').shortcut('create_ticket'));
    await story.person('Bo').fill({ Title: 'VPN down' });
    await story.after(() => story.person('Bo').submit());
    expect(await story.row('IT-1')).toMatchObject({ title: 'VPN down', reporter: { displayName: 'Bo' } });
  });

  it('is answered to the reporter', async () => {
    const story = await startStory();
    const bo = story.person('Bo');
    await story.after(() => bo.command('/ticket', 'new VPN down', { channel: HELP }));
    await story.after(() => bo.submit());
    const answers = [bo.view()?.shows ?? '', ...story.told('Bo')];
    expect(answers.join('\n')).toContain('IT-1');
  });

  it('in direct messages is read by nobody else in the workspace but the agents', async () => {
    const story = await startStory();
    await story.opens('Bo', 'Salary question', { talk: 'direct' });
    expect(story.finds('Bo', BOT, 'Salary question')).toBeDefined();
    expect(story.finds('Ana', TRIAGE, 'Salary question')).toBeDefined();
    expect(story.reads('Cleo', HELP).join()).not.toContain('Salary');
    expect(story.reads('Cleo', BOT).join()).not.toContain('Salary');
  });

  it('started elsewhere talks in direct messages, unless one chooses otherwise', async () => {
    const story = await startStory();
    const cleo = story.person('Cleo');
    await story.after(() => cleo.command('/ticket', 'new Broken chair', { channel: '#leads' }));
    await story.after(() => cleo.submit());
    expect((await story.origin('IT-1')).channel).toBe(cleo.dm());
  });
});

describe('before IT has a triage channel', () => {
  it('the admins have the card in their direct messages, with a button to set one up, and Bo has an answer', async () => {
    const story = tell(await startBot());
    const number = await story.opens('Bo', 'VPN down', { talk: 'direct' });
    const card = story.finds('Ada', BOT, `*${number}* VPN down`);
    expect(card.controls.map(({ label }) => label)).toContain('Set triage channel');
    expect(story.finds('Bo', BOT, 'VPN down')).toBeDefined();
    expect(story.troubles).toEqual([]);
  });
});

it('a title that would notify everyone notifies nobody', async () => {
  const story = await startStory();
  await story.opens('Bo', 'x', { fields: { Title: '<!channel> <@U123> & more' } });
  const raw = JSON.stringify(
    story
      .person('Cleo')
      .sees(HELP)
      .map(({ blocks, text }) => ({ blocks, text })),
  );
  expect(raw).not.toContain('<!channel>');
  expect(raw).not.toContain('<@U123>');
});
