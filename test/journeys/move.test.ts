import { expect, it } from 'vitest';
import { type Name, type Story, startStory, TRIAGE } from '../support/story.js';

const LEADS = '#leads';

/** A second project, People, whose agents are Ada, Ben and Cleo in #leads. */
async function withPeople(): Promise<Story> {
  const story = await startStory();
  await story.after(() => story.person('Ada').command('/project', 'new'));
  await story.person('Ada').fill({ Key: 'HR', Name: 'People', 'Triage channel': LEADS });
  await story.after(() => story.person('Ada').submit());
  return story;
}

it('a ticket that is somebody else’s goes there and comes back: told to everybody, and its notes to those who wrote them', async () => {
  const story = await withPeople();
  const answerTo = async (name: Name, text: string) => {
    await story.after(() => story.person(name).command('/ticket', text));
    return story.told(name).at(-1) ?? '';
  };
  const number = await story.opens('Bo', 'Payslip is wrong', { talk: 'direct' });
  const [origin, left] = [await story.origin(number), await story.triage(number)];
  await answerTo('Ana', `note ${number} nothing of ours`);
  await story.after(() => story.person('Ben').post(TRIAGE, 'poor Bo', { threadTs: left.ts }));
  expect(await answerTo('Ana', `move ${number} LEGAL`)).toContain('There are: IT, HR.');
  await story.after(() => story.person('Ana').post(TRIAGE, '@threadesk move HR', { threadTs: left.ts }));
  const told = story.told('Ana').at(-1) ?? '';
  expect(told).toContain('is *HR-1* Payslip is wrong now, in People.');
  expect(told).toContain('2 notes stay with the agents of IT');
  expect(told).toContain('you do not see it any more');

  expect(story.finds('Cleo', LEADS, '*HR-1* Payslip is wrong').controls.map(({ label }) => label)).toContain(
    'Take',
  );
  const arrived = await story.triage('HR-1');
  expect(story.reads('Cleo', LEADS, arrived.ts).join('\n')).toMatch(
    /Ana\* moved \*IT-1\* here from IT.*HR-1/s,
  );
  expect(story.reads('Bo', origin.channel, origin.ts).join('\n')).toMatch(/Ana\* handed \*IT-1\* to People/);
  expect(story.finds('Ben', TRIAGE, '*IT-1* to People').controls).toEqual([]);
  await story.after(() => story.person('Ana').post(TRIAGE, 'good luck', { threadTs: left.ts }));
  await story.after(() => story.person('Bo').post(origin.channel, 'Any news?', { threadTs: origin.ts }));
  expect(story.reads('Cleo', LEADS, arrived.ts).join('\n')).toContain('Any news?');
  expect(story.reads('Ben', TRIAGE, left.ts).join('\n')).not.toContain('Any news?');
  expect((await story.comments('HR-1')).map(({ content }) => content)).toContain('good luck');
  expect(await answerTo('Cleo', 'history IT-1')).not.toMatch(/agents only/);
  expect(await answerTo('Ben', 'history IT-1')).toMatch(/agents only/);

  expect(await answerTo('Ana', 'show HR-1')).toContain('There is no ticket HR-1');
  expect(await answerTo('Ana', 'show IT-1')).toContain('There is no ticket IT-1');
  await answerTo('Cleo', 'resolve IT-1 paid with the next one');
  expect(story.reads('Bo', origin.channel, origin.ts).join('\n')).toContain('paid with the next one');

  await answerTo('Cleo', 'note HR-1 the union knows');
  await answerTo('Cleo', 'confidential HR-1');
  await story.after(() => story.person('Cleo').command('/ticket', 'move HR-1 IT'));
  const form = story.person('Cleo').view();
  expect(form?.shows).toMatch(
    /is confidential, and stays so. After the move the agents of IT.* see it: .*Ana.*Ben/s,
  );
  await story.person('Cleo').fill({ 'Notes of its agents': ['Take them along'] });
  await story.after(() => story.person('Cleo').submit());
  expect(story.person('Cleo').view()?.shows).toContain('is *IT-1* Payslip is wrong now');
  expect(await story.row('IT-1')).toMatchObject({ confidential: true, status: 'resolved' });
  expect(await answerTo('Ana', 'history HR-1')).toMatch(/agents only/);
  expect(await answerTo('Cleo', 'show IT-1')).toContain('There is no ticket IT-1');
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
}, 60_000);

it('"More…" has every field in one form: saved at once, over nobody’s change, and another project too', async () => {
  const story = await withPeople();
  const number = await story.opens('Bo', 'Payslip is wrong', { talk: 'direct' });
  const [ana, ben] = [story.person('Ana'), story.person('Ben')];
  const more = (name: Name) =>
    story.after(() => story.person(name).press(story.finds(name, TRIAGE, `*${number}*`), 'More…'));
  await more('Ana');
  expect(ana.view()?.fields.map(({ label }) => label)).toEqual([
    ...['Title', 'Type', 'Priority', 'Tags', 'Reporter', 'Assignee', 'Watchers', 'Confidential'],
    // There are no notes that could be taken along.
    'Project',
  ]);
  await ana.fill({
    Title: ' ',
    Priority: 'High: several people cannot work',
    Assignee: ['Ben'],
    Tags: ['pay', 'portal'],
  });
  const { errors } = await story.after(() => ana.submit());
  expect(Object.keys(errors)).toEqual(['Title']);
  await ana.fill({ Title: 'Payslip of March is wrong', Watchers: ['Cleo'] });
  await story.after(() => ana.submit({ times: 2 }));
  expect(ana.view()).toBeNull();
  expect(await story.row(number)).toMatchObject({
    ...{ title: 'Payslip of March is wrong', priority: 'high', assignee: { displayName: 'Ben' } },
  });
  expect(story.finds('Ben', TRIAGE, `*${number}* Payslip of March`).shows).toContain('High');

  await more('Ana');
  await story.after(() => ben.choose(story.finds('Ben', TRIAGE, `*${number}*`), 'priority', 'critical'));
  const offered = await ana.options({ viewId: ana.view()?.viewId ?? '' }, 'tags', 'P');
  expect(offered.map(({ value }) => value)).toEqual(['pay', 'portal', 'p']);
  await ana.fill({ Priority: 'Low: can wait', Assignee: [] });
  const refused = await story.after(() => ana.submit());
  expect(refused.errors.Priority).toContain('Somebody has changed this');
  expect(await story.row(number)).toMatchObject({ priority: 'critical', assignee: { displayName: 'Ben' } });
  await ana.closeView();

  await more('Ana');
  await ana.fill({ Project: 'People (HR), 3 agents', Assignee: ['Cleo'] });
  await story.after(() => ana.submit());
  expect(ana.view()?.shows).toContain('is *HR-1* Payslip of March is wrong now, in People.');
  expect(await story.row('HR-1')).toMatchObject({ assignee: { displayName: 'Cleo' }, priority: 'critical' });
  expect(story.reads('Cleo', LEADS, (await story.triage('HR-1')).ts).join('\n')).toMatch(/@Cleo/);

  const cleo = story.person('Cleo');
  await story.after(() => cleo.press(story.finds('Cleo', LEADS, '*HR-1*'), 'More…'));
  const [box] = cleo.view()?.fields.find(({ label }) => label === 'Confidential')?.options ?? [];
  await cleo.fill({ Confidential: [box ?? ''] });
  await story.after(() => cleo.submit());
  expect(await story.row('HR-1')).toMatchObject({ confidential: true });
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
}, 60_000);
