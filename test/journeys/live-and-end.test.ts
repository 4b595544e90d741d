import { describe, expect, it } from 'vitest';
import { HELP, type Name, startStory, TRIAGE } from '../support/story.js';

const HOUR_MS = 3_600_000;

async function vpnDown() {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down');
  const origin = await story.origin(number);
  const types = (name: Name, text: string) =>
    story.after(() => story.person(name).command('/ticket', text, { channel: HELP }));
  const says = (name: Name, text: string) =>
    story.after(() => story.person(name).post(HELP, text, { threadTs: origin.ts }));
  return { story, number, origin, types, says };
}

describe('the lifecycle timestamps', () => {
  it('are set by first response, resolution and closing, and cleared by reopening', async () => {
    const { story, number, types, says } = await vpnDown();
    expect(await story.row(number)).toMatchObject({
      firstRespondedAt: null,
      resolvedAt: null,
      closedAt: null,
    });
    story.clock.advance(HOUR_MS);
    await says('Ana', 'Looking into it');
    const responded = await story.row(number);
    expect(Number(responded.firstRespondedAt) - Number(responded.createdAt)).toBeGreaterThanOrEqual(HOUR_MS);
    await types('Ana', 'resolve IT-1 New client installed');
    const resolved = await story.row(number);
    expect(resolved).toMatchObject({
      status: 'resolved',
      statusCategory: 'done',
      closedAt: null,
      resolution: 'done',
    });
    expect(resolved.resolvedAt).toBeInstanceOf(Date);
    await types('Bo', 'close IT-1');
    expect(await story.row(number)).toMatchObject({
      status: 'closed',
      closedAt: expect.any(Date),
      resolvedAt: resolved.resolvedAt,
    });
    await types('Bo', 'reopen IT-1');
    expect(await story.row(number)).toMatchObject({ status: 'closed' });
    await types('Ana', 'reopen IT-1');
    expect(await story.row(number)).toMatchObject({
      status: 'open',
      resolvedAt: null,
      closedAt: null,
      firstRespondedAt: responded.firstRespondedAt,
    });
  });
});

describe('what a requester says', () => {
  it('resumes a waiting ticket, and the assignee is mentioned', async () => {
    const { story, number, types, says } = await vpnDown();
    await types('Ana', 'take IT-1');
    await types('Ana', 'wait IT-1 Which version?');
    expect((await story.row(number)).resolutionTarget).toBeNull();
    await says('Bo', 'Version 5');
    expect(await story.row(number)).toMatchObject({
      status: 'in_progress',
      resolutionTarget: expect.any(Date),
    });
    const { ts } = await story.triage(number);
    expect(story.finds('Ana', TRIAGE, 'Version 5', ts).shows).toContain('@Ana');
  });

  it.each([
    ['It is still down', 'open'],
    ['Thanks! :tada:', 'resolved'],
    ['Thanks, but is it gone for good?', 'open'],
  ])('on a resolved ticket: "%s" leaves it %s', async (text, status) => {
    const { story, number, types, says } = await vpnDown();
    await types('Ana', 'resolve IT-1');
    await says('Bo', text);
    expect((await story.row(number)).status).toBe(status);
    expect(await story.comments(number)).toMatchObject([{ content: text }]);
  });

  it('on a closed ticket is recorded, and a new, linked ticket is offered', async () => {
    const { story, number, origin, types, says } = await vpnDown();
    await types('Ana', 'close IT-1');
    await says('Bo', 'It is down again');
    expect(await story.row(number)).toMatchObject({ status: 'closed' });
    expect(await story.comments(number)).toMatchObject([{ content: 'It is down again' }]);
    const offer = story.person('Bo').sees(HELP, origin.ts).at(-1);
    expect(offer?.controls.map(({ type }) => type)).toContain('button');
  });
});

it('the reporter answers to a resolved ticket with a button: "Reopen" or "It works"', async () => {
  const { story, number, origin, types } = await vpnDown();
  const line = () => {
    const lines = story
      .person('Bo')
      .sees(HELP, origin.ts)
      .filter(({ controls }) => controls.some(({ label }) => label === 'Reopen'));
    const last = lines.at(-1);
    if (last === undefined) throw new Error(story.reads('Bo', HELP, origin.ts).join('\n'));
    return last;
  };
  await types('Ana', 'resolve IT-1');
  await story.after(() => story.person('Bo').press(line(), 'Reopen'));
  expect((await story.row(number)).status).toBe('open');
  await types('Ana', 'resolve IT-1');
  await story.after(() => story.person('Bo').press(line(), 'It works'));
  expect((await story.row(number)).status).toBe('closed');
});

describe('history', () => {
  it('the reporter sees what they changed, agents everything, others neither earlier texts nor notes', async () => {
    const { story, types, says } = await vpnDown();
    const { ts } = await says('Bo', 'My password is hunter2');
    await story.after(() => story.person('Bo').edit(HELP, ts, 'Forget that'));
    await types('Ana', 'note IT-1 Vendor ticket 4711');
    for (const name of ['Bo', 'Ana', 'Cleo'] as const) await types(name, 'history IT-1');
    const [bo = '', ana = '', cleo = ''] = (['Bo', 'Ana', 'Cleo'] as const).map((name) =>
      story.told(name).at(-1),
    );
    expect(bo).toContain('Bo edited a comment');
    expect(bo.indexOf('Bo commented')).toBeLessThan(bo.indexOf('Bo edited a comment'));
    expect(bo).not.toContain('Ana commented');
    expect(ana).toContain('Ana commented');
    expect(cleo).not.toMatch(/hunter2|Ana commented/);
    expect(bo + ana + cleo).not.toContain('4711');
  });
});

describe('lists', () => {
  it('are pages of ten with Next and Previous, filtered, and hold only what one may see', async () => {
    const { story, types } = await vpnDown();
    await story.opens('Cleo', 'Salary question', { talk: 'direct' });
    const bo = await story.database.prisma.user.findFirstOrThrow({ where: { displayName: 'Bo' } });
    for (let count = 3; count <= 14; count += 1)
      await story.opens('Bo', `Request ${count}`, { talk: 'direct' });
    expect(await story.database.prisma.ticket.count({ where: { reporterId: bo.id } })).toBe(13);

    await types('Bo', 'list mine');
    const page = () => story.person('Bo').ephemerals().at(-1);
    expect(page()?.shows).not.toContain('Salary');
    expect(page()?.shows.match(/\*IT-\d+\*/g)).toHaveLength(10);
    const first = page();
    if (first === undefined) throw new Error('no list');
    await story.after(() => story.person('Bo').press(first, 'Next'));
    expect(page()?.shows.match(/\*IT-\d+\*/g)).toHaveLength(3);
    const second = page();
    if (second === undefined) throw new Error('no list');
    await story.after(() => story.person('Bo').press(second, 'Previous'));
    expect(page()?.shows.match(/\*IT-\d+\*/g)).toHaveLength(10);

    await types('Ana', 'list all VPN');
    expect(story.told('Ana').at(-1)).toMatch(/IT-1\b/);
    await types('Ana', 'list unassigned reporter:@Cleo');
    expect(story.told('Ana').at(-1)).toContain('Salary question');
    await types('Cleo', 'list all reporter:@Bo');
    expect(story.told('Cleo').at(-1)).not.toContain('Request 3');
  });
});
