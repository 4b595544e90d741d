import { describe, expect, it } from 'vitest';
import type { PolicyOptions } from '../../src/services/sla/policy-options.js';
import { ALERT_BLOCK } from '../../src/slack/blocks/alert-pieces.js';
import { ACTIONS } from '../../src/slack/ids.js';
import { pressOf } from '../slack/forged-press.js';
import { savePolicy } from '../support/policies.js';
import { BOT, HELP, type Story, startStory, TRIAGE } from '../support/story.js';

// Monday 2 March 2026, 10:00 UTC. A medium ticket is at risk at 13:12 and late after 14:00.
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TO_RISK_MS = 3 * HOUR_MS + 13 * MINUTE_MS;
const TO_BREACH_MS = 4 * HOUR_MS + MINUTE_MS;

const sweep = (story: Story) => story.after(() => story.app().runJob('sweep-clocks'));
const tell = (story: Story) => story.after(() => story.app().runJob('tell-alerts'));
const labels = (controls: readonly { label: string }[]) => controls.map(({ label }) => label);

async function channelId({ database }: Story, name: string): Promise<number> {
  const channel = await database.prisma.channel.findFirstOrThrow({ where: { name: name.replace('#', '') } });
  return channel.id;
}

async function escalate(story: Story, escalation: { userIds?: number[]; channelId?: number }): Promise<void> {
  const alerts: PolicyOptions['alerts'] = {
    urgentPriorities: ['critical'],
    escalation: { userIds: escalation.userIds ?? [], channelId: escalation.channelId ?? null },
  };
  await savePolicy(story.database, { options: { alerts } });
}

describe('a ticket that nobody has, at risk', () => {
  it('is announced in its triage thread and the channel, and can be taken, explained and put off from there', async () => {
    const story = await startStory();
    const number = await story.opens('Bo', 'VPN down');
    const { ts } = await story.triage(number);
    story.clock.advance(TO_RISK_MS);
    await sweep(story);
    const alert = () => story.finds('Ana', TRIAGE, 'First response at risk', ts);
    expect(alert()).toMatchObject({ isBroadcast: true });
    expect(alert().shows).toContain('*IT-1* VPN down');
    expect(alert().shows).toContain('80% of the time (4 h of working time) is spent. It is due');
    expect(labels(alert().controls)).toEqual(['Take', 'Snooze 1 h', 'Why?']);

    await story.after(() => story.person('Ana').press(alert(), 'Why?'));
    expect(story.told('Ana').at(-1)).toContain(number);
    // The alert is read in the channel, and so is the answer.
    story.finds('Ana', TRIAGE, 'Mon 2 Mar 10:00');

    await story.after(() => story.person('Ana').press(alert(), 'Snooze 1 h'));
    expect(story.told('Ana').at(-1)).toMatch(
      /\*IT-1\* is put off: the reminder comes here .*, unless it is done by then/,
    );
    await story.after(() => story.person('Ben').press(alert(), 'Snooze 1 h'));
    expect(story.told('Ben').at(-1)).toContain('put off already');

    await story.after(() => story.person('Ana').press(alert(), 'Take'));
    expect((await story.row(number)).assignee?.displayName).toBe('Ana');
    expect(story.told('Ana').at(-1)).toContain('is yours');
    expect(labels(alert().controls)).toEqual(['Snooze 1 h', 'Why?']);
    // Ben presses what he saw a moment before.
    const pressed = { channel: (await story.triage(number)).channel, ts: alert().ts };
    await story.after(() =>
      story.person('Ben').forge(pressOf(story, ACTIONS.take, number, pressed, ALERT_BLOCK)),
    );
    expect((await story.row(number)).assignee?.displayName).toBe('Ana');
    expect(story.told('Ben').at(-1)).toContain('Ana has IT-1 already');
    expect(story.troubles).toEqual([]);
    expect(story.slack.violations).toEqual([]);
  });
});

/** Under every direct message about a ticket that its reader did not ask for. */
const OF_THE_MESSAGE = ['Why did I get this?', 'Mute this ticket'];

describe('a ticket that is late', () => {
  it('is told to whoever has it, who can put it off and is reminded once', async () => {
    const story = await startStory();
    await story.opens('Bo', 'VPN down');
    await story.after(() => story.person('Ana').command('/ticket', 'assign IT-1 @Ben', { channel: HELP }));
    story.clock.advance(TO_BREACH_MS);
    await sweep(story);
    const ben = story.person('Ben');
    const alert = story.finds('Ben', BOT, 'First response overdue');
    expect(labels(alert.controls)).toEqual(['Snooze 1 h', 'Explain the clock', ...OF_THE_MESSAGE]);
    await story.after(() => ben.press(alert, 'Snooze 1 h'));
    story.clock.advance(HOUR_MS);
    await tell(story);
    await tell(story);
    const reminder = story.finds('Ben', BOT, 'Reminder: first response overdue');
    expect(labels(reminder.controls)).toEqual(['Snooze 1 h', 'Explain the clock', 'Why did I get this?']);
    expect(story.slack.violations).toEqual([]);
  });

  it('at night waits for the morning, in triage and with whoever has it', async () => {
    const story = await startStory();
    story.clock.advance(3 * HOUR_MS);
    const number = await story.opens('Bo', 'VPN down');
    const { ts } = await story.triage(number);
    await story.after(() => story.person('Ana').command('/ticket', 'assign IT-1 @Ben', { channel: HELP }));
    // Opened at 13:00, due at 17:00; by 20:00 everybody has gone home.
    const toldTriage = () => story.reads('Ana', TRIAGE, ts).filter((line) => line.includes('overdue')).length;
    const toldBen = () => story.reads('Ben', BOT).filter((line) => line.includes('overdue')).length;
    story.clock.advance(20 * HOUR_MS + 5 * MINUTE_MS);
    await sweep(story);
    // 09:05 in UTC is after opening, and Berlin is an hour ahead: both know by now.
    expect([toldTriage(), toldBen()]).toEqual([1, 1]);
    await tell(story);
    expect([toldTriage(), toldBen()]).toEqual([1, 1]);
  });
});

describe('six tickets late at once', () => {
  it('are one message that lists them, links to them and notifies nobody by what people wrote', async () => {
    const story = await startStory();
    for (let index = 1; index <= 6; index += 1) {
      await story.opens('Bo', index === 1 ? '<!channel> *free* <@U1>' : `Printer ${index}`);
    }
    story.clock.advance(TO_BREACH_MS);
    await sweep(story);
    const digest = story.finds('Ana', TRIAGE, '6 targets are overdue');
    const { ts } = await story.triage('IT-3');
    expect(JSON.stringify(digest.blocks)).toContain(`p${ts.replace('.', '')}|IT-3>`);
    expect(JSON.stringify(digest.blocks)).not.toContain('<!channel>');
    expect(digest.shows).toContain('nobody has it');
    expect(digest.shows).toContain('/ticket list breached');
    expect(digest.shows.indexOf('IT-1')).toBeLessThan(digest.shows.indexOf('IT-6'));
    expect(story.reads('Ana', TRIAGE).filter((line) => line.includes('overdue'))).toHaveLength(1);
    await sweep(story);
    await tell(story);
    expect(story.reads('Ana', TRIAGE).filter((line) => line.includes('overdue'))).toHaveLength(1);
    expect(story.slack.violations).toEqual([]);
  });
});

describe('the escalation list', () => {
  it('tells somebody who may not see the ticket that it is late, and neither what it is nor whose', async () => {
    const story = await startStory();
    await story.opens('Cleo', 'Hello', { talk: 'direct' });
    const cleo = await story.database.prisma.user.findFirstOrThrow({ where: { displayName: 'Cleo' } });
    await escalate(story, { userIds: [cleo.id] });
    await story.opens('Bo', 'Salary of Ana', { talk: 'direct' });
    await story.after(() => story.person('Ana').command('/ticket', 'assign IT-2 @Ben', { channel: HELP }));
    story.clock.advance(TO_BREACH_MS);
    await sweep(story);
    // Half past seven in the evening in Kolkata: she reads it the next morning.
    expect(story.reads('Cleo', BOT).join()).not.toContain('overdue');
    story.clock.advance(14 * HOUR_MS);
    await tell(story);
    const told = story.finds('Cleo', BOT, 'First response overdue:* *IT-2*');
    expect(told.shows).not.toMatch(/Salary|Ana|Ben|Bo\b/);
    expect(told.shows).toMatch(/\*IT-2\* in \S/);
    expect(labels(told.controls)).toEqual(OF_THE_MESSAGE);
  });

  it('tells a channel that only its members read, and no channel that others can read by then', async () => {
    const story = await startStory();
    await escalate(story, { channelId: await channelId(story, HELP) });
    const before = story.reads('Bo', HELP).length;
    await story.opens('Bo', 'VPN down', { talk: 'direct' });
    story.clock.advance(TO_BREACH_MS);
    await sweep(story);
    expect(story.reads('Bo', HELP)).toHaveLength(before);
    const posts = await story.database.prisma.post.findMany({
      where: { kind: 'breach', threadRole: null },
      select: { state: true, user: { select: { isSuperuser: true } } },
    });
    // The admins stand in for a channel that can be told nothing.
    expect(posts).toEqual([{ state: 'sent', user: { isSuperuser: true } }]);
  });
});
