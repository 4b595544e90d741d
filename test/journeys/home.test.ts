/** The Home tab: what each person finds there, what they can do there, and that it is never out of date for long. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Name, type Story, startStory, TRIAGE } from '../support/story.js';

const HOUR_MS = 3_600_000;

let story: Story;
beforeEach(async () => {
  story = await startStory();
});

const opens = (name: Name) => story.after(() => story.person(name).openHome());
const reads = (name: Name): string => story.person(name).home()?.shows ?? '';
const command = (name: Name, text: string) => story.after(() => story.person(name).command('/ticket', text));
const target = (name: Name) => ({ viewId: story.person(name).home()?.viewId ?? '' });
const presses = (name: Name, button: string, blockId?: string) =>
  story.after(() =>
    story.person(name).press(target(name), button, blockId === undefined ? undefined : { blockId }),
  );
const chooses = (name: Name, menu: string, choice: string) =>
  story.after(() => story.person(name).choose(target(name), menu, choice));
const published = (): string[] =>
  story.slack.calls
    .filter(({ method }) => method === 'views.publish')
    .map(({ args }) => String((args as { user_id: string }).user_id));
const untroubled = () => {
  expect(story.troubles).toEqual([]);
  expect(story.slack.violations).toEqual([]);
};

describe('a requester', () => {
  it('finds what waits for them and their open tickets, answers there, and makes a new one', async () => {
    await opens('Bo');
    expect(reads('Bo')).toContain('You have no open tickets. Press');
    const [vpn, mouse, phone] = [
      await story.opens('Bo', 'VPN down', { talk: 'direct' }),
      await story.opens('Bo', 'Mouse dead', { talk: 'direct' }),
      await story.opens('Bo', 'Phone lost', { talk: 'direct' }),
    ];
    await command('Ana', `wait ${vpn} Which office?`);
    await command('Ana', `resolve ${mouse} New battery`);
    expect(reads('Bo')).toMatch(
      /Waiting for you \(2\)\n.*VPN down.*We need an answer from you.*Mouse dead.*Does it\?.*My requests \(1\)\n.*Phone lost/s,
    );
    expect(reads('Bo')).not.toMatch(/Unassigned \(|The desk|\[Take\]/);

    await presses('Bo', 'It works', `waits:${mouse}`);
    expect((await story.row(mouse)).status).toBe('closed');
    expect(reads('Bo')).not.toContain('Mouse dead');
    await presses('Bo', 'Details', `row:${phone}`);
    expect(story.person('Bo').view()?.shows).toContain('Phone lost');
    await story.person('Bo').closeView();

    await presses('Bo', 'Create ticket');
    await story.person('Bo').fill({ Title: 'Screen broken' });
    await story.after(() => story.person('Bo').submit());
    expect(reads('Bo')).toMatch(/My requests \(2\)\n.*Screen broken/);
    untroubled();
  });
});

describe('an agent', () => {
  it('works the queue where it stands: list, filters, taking and resolving', async () => {
    const vpn = await story.opens('Bo', 'VPN down', {
      talk: 'direct',
      fields: { Priority: 'Low: can wait' },
    });
    const mouse = await story.opens('Cleo', 'Mouse dead', { talk: 'direct' });
    await opens('Ana');
    // Nothing is assigned to her, and she has chosen no list yet.
    expect(reads('Ana')).toMatch(/Unassigned \(2\).*VPN down.*Mouse dead/s);

    await chooses('Ana', 'home_priority', 'Low');
    expect(reads('Ana')).toMatch(/Unassigned \(1\)/);
    expect(reads('Ana')).not.toContain('Mouse dead');
    await presses('Ana', 'Take', `row:${vpn}`);
    expect((await story.row(vpn)).assignee?.displayName).toBe('Ana');
    expect(reads('Ana')).toContain('No ticket matches');
    await chooses('Ana', 'home_priority', 'Any priority');
    expect(reads('Ana')).toMatch(/Unassigned \(1\).*Mouse dead/s);

    await presses('Ana', 'Assigned to me (1)');
    await presses('Ana', 'Resolve…', `row:${vpn}`);
    await story.after(() => story.person('Ana').submit());
    expect((await story.row(vpn)).status).toBe('resolved');
    expect(reads('Ana')).toContain('Nothing is assigned to you.');

    await command('Ben', `take ${mouse}`);
    await command('Ben', `assign ${mouse} @ana`);
    expect(reads('Ana')).toMatch(/Assigned to me \(1\).*Mouse dead/s);
    untroubled();
  });

  it('looks at one project of theirs, or at all of them', async () => {
    await story.after(() => story.person('Ada').command('/project', 'new'));
    await story.person('Ada').fill({ Key: 'HR', Name: 'People', 'Triage channel': '#leads' });
    await story.after(() => story.person('Ada').submit());
    await story.opens('Bo', 'VPN down', { talk: 'direct' });
    const payslip = await story.opens('Bo', 'Payslip is wrong', { talk: 'direct' });
    await command('Ben', `move ${payslip} HR`);
    await opens('Ben');
    expect(reads('Ben')).toMatch(/VPN down[\s\S]*Payslip|Payslip[\s\S]*VPN down/);
    await chooses('Ben', 'home_project', 'HR: People');
    expect(reads('Ben')).toContain('Payslip');
    expect(reads('Ben')).not.toContain('VPN down');
    await chooses('Ben', 'home_project', 'All my projects');
    expect(reads('Ben')).toContain('VPN down');
    untroubled();
  });

  it('is told why nothing came of a press that somebody was faster than, and sees how it is', async () => {
    const vpn = await story.opens('Bo', 'VPN down', { talk: 'direct' });
    await opens('Ana');
    await presses('Ana', 'Unassigned (1)');
    const { viewId } = target('Ana');
    await command('Ben', `take ${vpn}`);
    // From a screen that does not show yet what Ben did.
    await story.after(() =>
      story.person('Ana').forge({
        container: { type: 'view', view_id: viewId },
        view: { id: viewId, type: 'home' },
        actions: [{ type: 'button', action_id: 'take', block_id: `row:${vpn}`, value: vpn }],
      }),
    );
    expect((await story.row(vpn)).assignee?.displayName).toBe('Ben');
    expect(story.person('Ana').view()?.shows).toMatch(/Ben/);
    expect(reads('Ana')).toContain('Unassigned (0)');
    untroubled();
  });

  it('sees what is overdue first, then what soon will be, and turns pages', async () => {
    for (let n = 1; n <= 12; n += 1) await story.opens('Bo', `Request ${n}`, { talk: 'direct' });
    const at = (title: string, data: object) =>
      story.database.prisma.ticket.updateMany({ where: { title }, data });
    await at('Request 7', { responseAtRiskAt: story.clock.now() });
    await at('Request 9', { resolutionBreachedAt: story.clock.now() });
    await opens('Ana');
    await presses('Ana', 'Unassigned (12)');
    const shown = () => [...reads('Ana').matchAll(/Request \d+/g)].map(([title]) => title.slice(8));
    expect(shown()).toEqual(['9', '7', '1', '2', '3', '4', '5', '6', '8', '10']);
    await presses('Ana', 'Next');
    expect(shown()).toEqual(['11', '12']);
    await presses('Ana', 'At risk or overdue (2)');
    expect(shown()).toEqual(['9', '7']);

    await command('Ana', 'view save bo and I all reporter:@bo');
    await command('Ben', 'view save ours unassigned share with IT');
    await command('Ben', 'view save only mine assigned');
    await presses('Ana', 'Saved views…');
    const modal = () => story.person('Ana').view();
    const views = modal();
    expect(views?.shows).toMatch(/bo and I\*: all reporter:.*ours\* \(shared with IT\): unassigned/s);
    expect(views?.shows).not.toContain('only mine');
    const ours = await story.database.prisma.savedView.findFirstOrThrow({ where: { name: 'ours' } });
    const open = { blockId: `view:${ours.id}` };
    await story.after(() => story.person('Ana').press({ viewId: views?.viewId ?? '' }, 'Open', open));
    expect(modal()?.shows).toMatch(/12 tickets, page 1 of 2: unassigned/);
    await story.after(() => story.person('Ana').press({ viewId: modal()?.viewId ?? '' }, 'Next'));
    expect(modal()?.shows).toMatch(/12 tickets, page 2 of 2: unassigned/);
    untroubled();
  });
});

describe('an admin', () => {
  it('sees what projects lack, asks the doctor, and opens the forms', async () => {
    await opens('Ada');
    expect(reads('Ada')).toMatch(/The desk\nNothing wrong.*IT .*3 agents · default targets/s);
    await story.after(() => story.person('Ada').command('/project', 'new'));
    await story.person('Ada').fill({ Key: 'HR', Name: 'People' });
    await story.after(() => story.person('Ada').submit());
    expect(reads('Ada')).toMatch(/HR\* People\n.*no triage channel.*nobody works its tickets/);
    expect(reads('Ada')).toMatch(/2 things to look at/);

    await presses('Ada', 'Ask the doctor');
    expect(story.person('Ada').view()?.shows).toMatch(/No triage channel: .?HR/);
    await story.person('Ada').closeView();
    await presses('Ada', 'Default targets…');
    expect(story.person('Ada').view()?.callbackId).toBe('policy');
    await story.person('Ada').closeView();
    await presses('Ada', 'Default working hours…');
    expect(story.person('Ada').view()?.callbackId).toBe('calendar');
    await story.person('Ada').closeView();
    await chooses('Ada', 'project_form', 'Edit project…');
    expect(story.person('Ada').view()?.callbackId).toBe('edit_project');
    untroubled();
  });
});

describe('a Home is for whom it is', () => {
  it('shows a confidential ticket to its reporter and agents, and to no admin, guest or other', async () => {
    for (const name of ['Ada', 'Ana', 'Bo', 'Cleo', 'Gus'] as const) await opens(name);
    const number = await story.opens('Bo', 'Harassment', { talk: 'direct' });
    await command('Bo', `confidential ${number}`);
    await story.after(() => story.person('Ada').leave(TRIAGE));
    await command('Ana', `take ${number}`);
    await presses('Ana', 'Assigned to me (1)');
    expect(reads('Ana')).toContain('Harassment');
    expect(reads('Bo')).toContain('Harassment');
    for (const name of ['Ada', 'Cleo', 'Gus'] as const) expect(reads(name)).not.toContain('Harassment');
    expect(reads('Gus')).toMatch(/^\[Create ticket\]\nMy requests \(0\)/);
    untroubled();
  });

  it('shows less at once to whoever may see less, however long ago they looked', async () => {
    await story.opens('Bo', 'VPN down', { talk: 'direct' });
    await opens('Ben');
    await presses('Ben', 'Unassigned (1)');
    expect(reads('Ben')).toContain('VPN down');
    story.clock.advance(30 * HOUR_MS);
    await story.after(() => story.person('Ben').leave(TRIAGE));
    expect(reads('Ben')).toMatch(/^\[Create ticket\]\nMy requests \(0\)/);
    await story.after(() => story.person('Ben').setProfile({ isDeactivated: true }));
    expect(reads('Ben')).toBe(
      'There is nothing for you here any more. If you need help, ask an admin of this workspace.',
    );
  });

  it('calls people what they are called by now, and shows targets to requesters while their project does', async () => {
    await story.opens('Bo', 'VPN down', { talk: 'direct' });
    for (const name of ['Ana', 'Bo'] as const) await opens(name);
    await presses('Ana', 'Unassigned (1)');
    expect(reads('Ana')).toMatch(/VPN down\n.* from Bo .* due /);
    expect(reads('Bo')).not.toContain('due ');
    await story.after(() => story.person('Bo').setProfile({ displayName: 'Bodil' }));
    expect(reads('Ana')).toContain('from Bodil');

    const showsTargets = async (chosen: string[]) => {
      await story.after(() => story.person('Ada').command('/project', 'edit IT'));
      await story.person('Ada').fill({ 'Show targets to requesters': chosen });
      await story.after(() => story.person('Ada').submit());
    };
    await showsTargets(['Reporters see when an answer and a solution are due']);
    expect(reads('Bo')).toMatch(/VPN down\n.* due /);
    story.clock.advance(30 * HOUR_MS);
    await showsTargets([]);
    expect(reads('Bo')).toMatch(/VPN down/);
    expect(reads('Bo')).not.toMatch(/due |overdue/);

    story.clock.advance(30 * 24 * HOUR_MS);
    await story.after(() => story.app().runJob('prune-ticks'));
    expect(reads('Bo')).toMatch(/^One moment/);
    await opens('Bo');
    expect(reads('Bo')).toContain('VPN down');
    untroubled();
  });

  it('is published to nobody who has not opened it, nor to who has not for a day, and to them when they do', async () => {
    await opens('Ana');
    await story.opens('Bo', 'VPN down', { talk: 'direct' });
    expect(new Set(published())).toEqual(new Set([story.person('Ana').id]));
    story.clock.advance(25 * HOUR_MS);
    const before = published().length;
    await story.opens('Bo', 'Mouse dead', { talk: 'direct' });
    expect(published()).toHaveLength(before);
    await opens('Ana');
    expect(reads('Ana')).toContain('Unassigned (2)');
  });
});
