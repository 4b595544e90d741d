import { describe, expect, it } from 'vitest';
import { blockProblems } from '../../playground/block-kit/validate.js';
import type { JsonObject } from '../../playground/workspace/types.js';
import { HELP, type Name, type Story, startStory, TRIAGE } from '../support/story.js';

const HOUR_MS = 3_600_000;

// Stories begin on Monday 2 March 2026 at 10:00 UTC, and their clock moves on by itself as well, a little; the desk is open from 09:00
// to 17:00 UTC.
async function vpnDown() {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down');
  const origin = await story.origin(number);
  const triage = await story.triage(number);
  const types = async (name: Name, text: string) => {
    await story.after(() => story.person(name).command('/ticket', text, { channel: HELP }));
    return story.told(name).at(-1) ?? '';
  };
  const says = (name: Name, text: string) =>
    story.after(() => story.person(name).post(HELP, text, { threadTs: origin.ts }));
  return { story, number, triage, types, says };
}

const card = (story: Story) => story.finds('Ana', TRIAGE, '*IT-1*');
const newest = (story: Story, name: Name) => {
  const last = story.person(name).ephemerals().at(-1);
  if (last === undefined) throw new Error(`${name} was told nothing`);
  return last;
};
const tableIn = (blocks: readonly JsonObject[]) =>
  (blocks.find(({ type }) => type === 'table')?.rows ?? []) as { text: string }[][];

describe('why a target is what it is', () => {
  it('is told to an agent by a press on the card: who made it wait, what counted, and when it would be due', async () => {
    const { story, triage, types, says } = await vpnDown();
    story.clock.advance(2 * HOUR_MS);
    await types('Ana', 'wait IT-1 Which laptop?');
    story.clock.advance(24 * HOUR_MS);
    await story.after(() => story.person('Ana').press(card(story), 'Why?'));
    const why = newest(story, 'Ana');
    expect(why).toMatchObject({ isEphemeral: true, channel: triage.channel });
    // The card has replies by now; it was pressed in the channel, and there it is answered.
    expect(story.person('Ana').sees(TRIAGE).at(-1)?.ts).toBe(why.ts);
    expect(why.shows).toMatch(
      /Paused: (?:22 h|21 h 5\d min) \(about 2\.[78] working days\) left; if work resumed now it would be due/,
    );
    expect(why.shows).toMatch(/waiting, since a comment by Ana \(8 h(?: \d+ s)? of working time left out\)/);

    await says('Bo', 'The black one');
    const told = await types('Ana', 'sla IT-1');
    expect(told).toMatch(/Resolving it by .* meets it: 2\d h/);
    expect(told).not.toContain('Paused');
    expect(story.slack.violations).toEqual([]);
    expect(story.troubles).toEqual([]);
  });

  it('is told in the ticket’s thread after a mention, to whoever asked alone', async () => {
    const { story, says } = await vpnDown();
    await says('Ana', '@threadesk sla');
    expect(newest(story, 'Ana')).toMatchObject({ isEphemeral: true });
    expect(newest(story, 'Ana').shows).toContain('*First response*: 4 h of working time.');
    expect(story.told('Bo').join()).not.toContain('working time');
    expect(await story.comments('IT-1')).toEqual([]);
  });

  it('is turned in the place of the short answer, page by page, and back', async () => {
    const { story, types } = await vpnDown();
    story.clock.advance(40 * 24 * HOUR_MS);
    await types('Ana', 'sla IT-1');
    const count = story.told('Ana').length;
    const pages: string[][] = [];
    const press = (label: string) =>
      story.after(() => story.person('Ana').press(newest(story, 'Ana'), label));
    await press('All of it: resolution');
    for (const more of [true, false]) {
      const { blocks } = newest(story, 'Ana');
      expect(blockProblems(blocks)).toEqual([]);
      pages.push(
        ...tableIn(blocks)
          .slice(1)
          .map((row) => row.map(({ text }) => text)),
      );
      if (more) await press('Next');
    }
    // 30 working days, the 29 nights and weekends between them, and the weekend on which it was asked.
    expect(pages).toHaveLength(60);
    expect(pages[29]?.[1]).toBe(pages[30]?.[0]);
    await press('In short');
    expect(newest(story, 'Ana').shows).toContain('Missed by');
    expect(story.told('Ana')).toHaveLength(count);
    expect(story.slack.violations).toEqual([]);
  });

  it('is refused in words to a requester, until the project shows targets, and then names no agent', async () => {
    const { story, types } = await vpnDown();
    story.clock.advance(HOUR_MS);
    await types('Ana', 'hold IT-1 waits for <the part>');
    story.clock.advance(HOUR_MS);
    expect(await types('Bo', 'sla IT-1')).toBe(
      'IT Support keeps its targets to its agents. Ask in the thread of IT-1 how it stands.',
    );
    await story.database.prisma.project.updateMany({ data: { showTargets: true } });
    const told = await types('Bo', 'sla IT-1');
    expect(told).toContain('paused: on hold, set by an agent');
    expect(told).not.toMatch(/Ana|part/);
    expect(await types('Cleo', 'sla IT-1')).toContain('an agent');
    expect(await types('Gus', 'sla IT-1')).toContain('There is no ticket IT-1');
  });

  it('cannot be had by a forged button', async () => {
    const { story, types } = await vpnDown();
    await types('Ana', 'sla IT-1');
    const [action] = newest(story, 'Ana').blocks.filter(({ type }) => type === 'actions');
    for (const value of ['IT-1:resolution:1', 'IT-1:everything:1', '']) {
      await story.after(() =>
        story.person('Gus').forge({
          type: 'block_actions',
          actions: [{ type: 'button', action_id: 'ledger:next', block_id: String(action?.block_id), value }],
        }),
      );
    }
    expect(story.told('Gus').join('\n')).not.toContain('working time');
    expect(story.troubles.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('when it began', () => {
  it('is said in a line, shown on the card, in the history and in the ledger', async () => {
    const { story, types } = await vpnDown();
    expect(await types('Ana', 'began IT-1 2026-03-02 09:15 printer logs <say> so')).toContain('began');
    const { clockStartedAt, resolutionTarget } = await story.row('IT-1');
    expect(clockStartedAt).toEqual(new Date('2026-03-02T09:15:00Z'));
    expect(resolutionTarget).toEqual(new Date('2026-03-05T09:15:00Z'));
    expect(card(story).shows).toMatch(/began Today at 9:15\sAM: printer logs <say> so/);
    expect(await types('Ana', 'history IT-1')).toMatch(
      /said that it began Today at 9:15\sAM: printer logs <say> so _\(agents only\)_/,
    );
    const ledger = await types('Ana', 'sla IT-1');
    expect(ledger).toMatch(
      /Ana moved the start from Today at 10:0\d\sAM to Today at 9:15\sAM \(printer logs <say> so\): due Mar 5, 2026 at 9:15\sAM instead of Mar 5, 2026 at 10:0\d\sAM/,
    );
    expect(await types('Bo', 'history IT-1')).not.toContain('printer');
    expect(story.slack.violations).toEqual([]);
  });

  it('is asked in a form, which refuses on its fields and keeps what was typed', async () => {
    const { story, types } = await vpnDown();
    await types('Ana', 'began IT-1');
    const ana = story.person('Ana');
    await ana.fill({ 'It began': '2026-03-02T19:00:00Z', 'How do you know?': 'logs' });
    expect((await story.after(() => ana.submit())).errors).toEqual({
      'It began': expect.stringContaining('still to come'),
    });
    await ana.fill({ 'It began': '2026-02-27T16:00:00Z' });
    expect((await story.after(() => ana.submit())).errors ?? {}).toEqual({});
    expect(await story.row('IT-1')).toMatchObject({
      clockStartedAt: new Date('2026-02-27T16:00:00Z'),
      clockStartReason: 'logs',
    });
  });

  it('by a mention is one line too; without its words it says how', async () => {
    const { story, says } = await vpnDown();
    await says('Ana', '@threadesk began');
    expect(newest(story, 'Ana').shows).toContain('@threadesk began 2026-03-02 09:15 printer logs say so');
    await says('Ana', '@threadesk began 2026-03-02 08:00 the alarm');
    expect((await story.row('IT-1')).clockStartedAt).toEqual(new Date('2026-03-02T08:00:00Z'));
    await says('Bo', '@threadesk began 2026-03-02 07:00 I saw it');
    expect(newest(story, 'Bo').shows).toContain('Only agents of its project can say when it began');
    expect(await story.comments('IT-1')).toEqual([]);
  });

  it('of a message from Friday evening is that evening, though an emoji made it a ticket on Saturday', async () => {
    const story = await startStory();
    story.clock.advance(4 * 24 * HOUR_MS + 6.5 * HOUR_MS);
    const written = story.person('Bo').post(HELP, 'The VPN is down');
    const fridayAt = new Date(Math.floor(Number(written.ts) * 1000));
    expect(fridayAt.toISOString()).toMatch(/^2026-03-06T16:3/);
    story.clock.advance(20 * HOUR_MS);
    await story.after(() => story.person('Cleo').react(HELP, written.ts, 'ticket'));
    const { clockStartedAt, createdAt, responseTarget } = await story.row('IT-1');
    expect(clockStartedAt).toEqual(fridayAt);
    expect(createdAt.toISOString()).toMatch(/^2026-03-07T12:3/);
    expect(responseTarget?.toISOString()).toMatch(/^2026-03-09T12:3/);
    expect(card(story).shows).toMatch(/began Yesterday at 4:3\d\sPM(?!:)/);
  });
});

describe('what is left', () => {
  it('is told on the posted card with the moment it was counted at, and exactly to whoever asks', async () => {
    const { story, types } = await vpnDown();
    expect(card(story).shows).toMatch(
      /by Mar 5, 2026 at 10:0\d\sAM, (?:24 h \(3 working days\)|23 h 5\d min \(about 3 working days\)) of working time left as of 10:0\d\sAM/,
    );
    story.clock.advance(90 * 60_000);
    expect(await types('Ana', 'IT-1')).toMatch(
      /by Mar 5, 2026 at 10:0\d\sAM, 22 h \d+ min \(about 2.8 working days\) left/,
    );
    expect(await types('Ana', 'list')).toMatch(/due Today at 2:0\d\sPM, 2 h \d+ min left/);
    // One card, one instant: Ana is in Lisbon, Bo in New York.
    expect(await types('Ana', 'IT-1')).toMatch(/opened Today at 10:0\d\sAM/);
    expect(await types('Bo', 'IT-1')).toMatch(/opened Today at 5:0\d\sAM/);
    expect(await types('Bo', 'list')).not.toMatch(/due|left/);
    expect(await types('Bo', 'IT-1')).not.toMatch(/left|Why\?/);
    story.clock.advance(4 * HOUR_MS);
    expect(await types('Ana', 'IT-1')).toMatch(/missed by 1 h \d+ min, it was due Today at 2:0\d\sPM/);
    expect(await types('Ana', 'list')).toMatch(/\*overdue\* since Today at 2:0\d\sPM/);
  });
});
