/** Presses and forms that name what is really there and is somebody else's: nothing comes of them, and they tell nothing of it. */
import { expect, it } from 'vitest';
import { VIEWS } from '../../src/slack/ids.js';
import { rowsOf } from '../support/rows.js';
import { BOT, type Name, type Story, startStory, TRIAGE } from '../support/story.js';
import { form, type Json, MARK, NEW_TICKET, NO_TICKET, ROWS, type Things } from './forged-rows.js';

const TO_BREACH_MS = 4 * 3_600_000 + 60_000;
const TO_RESOLUTION_MS = 7 * 24 * 3_600_000;

async function setUp(story: Story): Promise<Things> {
  const { after, person, database } = story;
  const [ada, ana, bo] = [person('Ada'), person('Ana'), person('Bo')];
  await after(() => ada.command('/project', 'new'));
  await ada.fill({ Key: 'HR', Name: 'HR', 'Triage channel': '#leads', 'Request channel': '#hr-help' });
  await after(() => ada.submit());
  await ada.closeView().catch(() => undefined);
  await after(() => bo.command('/ticket', `new ${MARK} title`));
  const bosForm = bo.view()?.viewId ?? '';
  await after(() => bo.submit());
  await bo.closeView().catch(() => undefined);
  story.clock.advance(TO_BREACH_MS);
  await after(() => story.app().runJob('sweep-clocks'));
  await after(() => ana.command('/ticket', 'assign IT-1 @Ben'));
  story.clock.advance(TO_RESOLUTION_MS);
  await after(() => story.app().runJob('sweep-clocks'));
  await after(() => ana.command('/ticket', `comment IT-1 ${MARK} reply`));
  await after(() => ada.command('/project', 'sla IT'));
  await ada.closeView();
  await after(() => ada.command('/project', 'calendar IT'));
  await ada.closeView();
  story.slack.faults.api('chat.postMessage', { kind: 'error', error: 'restricted_action' }, { times: 1 });
  await after(() => ana.command('/ticket', `note IT-1 ${MARK} note`));
  const { prisma } = database;
  const idOf = async (found: Promise<{ id: number }>) => (await found).id;
  const [policyDraft, calendarDraft] = await prisma.policyDraft.findMany({ orderBy: { id: 'asc' } });
  const ben = { user: { displayName: 'Ben' } };
  return {
    reply: await idOf(prisma.comment.findFirstOrThrow({ where: { content: `${MARK} reply` } })),
    notice: await idOf(prisma.alertNotice.findFirstOrThrow({ where: { userId: null } })),
    bensNotice: await idOf(prisma.alertNotice.findFirstOrThrow({ where: ben })),
    refusedPost: await idOf(prisma.post.findFirstOrThrow({ where: { state: 'failed' } })),
    policyDraft: policyDraft?.id ?? 0,
    calendarDraft: calendarDraft?.id ?? 0,
    bosForm,
    hrHelp: (await prisma.channel.findFirstOrThrow({ where: { name: 'hr-help' } })).slackChannelId,
  };
}

const TABLES = [
  ...['tickets', 'ticket_threads', 'comments', 'comment_edit_history', 'changelog_entries', 'watchers'],
  ...['projects', 'project_agents', 'sla_policies', 'calendars', 'policy_drafts', 'posts', 'alert_notices'],
  ...['audit_entries', 'confidential_readings'],
];

/** Everything that the person got for it: the answer to the form, and what only they were shown. */
async function answerTo(story: Story, by: Name, payload: Json): Promise<string> {
  const person = story.person(by);
  const count = person.ephemerals().length;
  const { body } = await story.after(() => person.forge(payload));
  const shown = person.ephemerals().slice(count);
  return [JSON.stringify(body ?? ''), ...shown.map(({ shows }) => shows)].join('\n');
}

it('what is somebody else’s is refused as if it were not there, and stays as it is', async () => {
  const story = await startStory();
  const things = await setUp(story);
  const { prisma } = story.database;
  await prisma.user.update({
    where: { slackUserId: story.person('Ben').id },
    data: { isSuperuser: true },
  });
  const before = await rowsOf(story.database, TABLES);
  const unexpected: string[] = [];
  for (const [name, { by, sends, says }] of Object.entries(ROWS)) {
    const said = await answerTo(story, by, sends(things));
    if (!says.test(said) || said.includes(MARK)) unexpected.push(`${name}: ${said}`);
    expect(story.person(by).view(), name).toBeNull();
  }
  expect(unexpected).toEqual([]);
  expect(await rowsOf(story.database, TABLES)).toEqual(before);

  const theirs = form(VIEWS.createTicket, { projectId: 1 }, NEW_TICKET, things.bosForm);
  expect(await answerTo(story, 'Cleo', theirs), 'the form from which somebody else made a ticket').toContain(
    '*IT-2* is created',
  );

  const ana = story.person('Ana');
  const { ts } = await story.triage('IT-1');
  const card = ana.sees(TRIAGE).find((message) => message.ts === ts);
  if (card === undefined) throw new Error('Ana sees no card');
  await story.after(() => ana.press(card, 'Reply to reporter'));
  await ana.fill({ Message: `${MARK} after all` });
  await story.after(() => ana.leave(TRIAGE));
  const whenLeft = await rowsOf(story.database, TABLES);
  const { errors } = await story.after(() => ana.submit());
  expect(JSON.stringify(errors), 'an agent no more').toMatch(NO_TICKET);
  expect(await rowsOf(story.database, TABLES)).toEqual(whenLeft);
  expect(
    story
      .person('Bo')
      .sees(BOT)
      .map(({ shows }) => shows)
      .join(),
  ).not.toContain('after all');
}, 60_000);
