import { describe, expect, it } from 'vitest';
import { GRANTED_SCOPES } from '../../playground/workspace/granted-scopes.js';
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
    const asked = [
      ['Ana', 'reconcile', 'Only admins can look after the desk'],
      ['Bo', `reconcile ${number}`, 'Only admins can look after the desk'],
      ['Ada', 'reconcile IT-999', 'There is no ticket IT-999'],
      ['Cleo', 'reconcile this', 'It goes like this: `/desk reconcile [IT-42]`'],
      ['Ben', '', '`/desk reconcile [IT-42]`'],
    ] as const;
    await story.after(() => Promise.all(asked.map(([name, text]) => person(name).command('/desk', text))));
    for (const [name, , answer] of asked) expect(told(name).at(-1)).toContain(answer);
    expect(await runs()).toBe(0);

    await story.after(() => person('Ada').command('/desk', `reconcile ${number}`));
    expect(told('Ada').at(-1)).toContain(`I am reading 2 threads of ${number} again.`);
    expect(await runs()).toBe(1);
    const { port } = story.app();
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toContain('\nthreadesk_reconcile_threads_left 2\n');
    expect(metrics).toContain('\nthreadesk_open_tickets 1\n');
    expect(metrics).toMatch(/\nthreadesk_slack_requests_total [1-9]\d*\n/);
    expect(metrics).not.toMatch(/VPN|IT-1|since this morning/i);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(await ready.json()).toEqual({ status: 'ready', missing: [], late: [] });
    await story.after(() => story.app().runJob('reconcile'));
    expect(await story.comments(number)).toMatchObject([{ author: 'Bo', content: 'Since this morning' }]);
    expect(slack.violations).toEqual([]);
    expect(story.troubles).toEqual([]);
  });

  it('tells an admin what is wrong and how to repair it, and sends again what was refused; nobody else can', async () => {
    const story = await startStory();
    const { slack, told, person, database } = story;
    const { channel } = await story.origin(await story.opens('Bo', 'VPN down'));
    slack.grant(GRANTED_SCOPES.filter((scope) => scope !== 'reactions:read'));
    slack.faults.api('chat.postMessage', { kind: 'error', error: 'restricted_action' });
    await story.after(() => person('Ana').command('/ticket', 'note IT-1 looking at the switch'));
    const states = async () =>
      (await database.prisma.post.groupBy({ by: ['state'] })).map(({ state }) => state);
    expect(await states()).toContain('failed');

    await story.after(() =>
      Promise.all([person('Ada').command('/desk', 'doctor'), person('Ana').command('/desk', 'doctor')]),
    );
    expect(told('Ana').at(-1)).toContain('Only admins can look after the desk');
    const report = told('Ada').at(-1) ?? '';
    expect(report).toContain('Missing: `reactions:read`.');
    expect(report).toContain('The clock of PostgreSQL is');
    expect(report).not.toContain('The clock of Slack');
    expect(report).toContain('1 message for #it-triage was refused');
    expect(report).not.toContain('looking at the switch');

    const refused = await database.prisma.post.findFirstOrThrow({ where: { state: 'failed' } });
    const forged = { type: 'button', action_id: 'resend_posts', block_id: 'x', value: String(refused.id) };
    await story.after(() => person('Bo').forge({ channel: { id: channel }, actions: [forged] }));
    expect(told('Bo').at(-1)).toContain('Only admins can look after the desk');
    expect(await states()).toContain('failed');

    const seen = person('Ada').ephemerals().at(-1);
    if (seen === undefined) throw new Error('Ada was told nothing');
    await story.after(() => person('Ada').press(seen, 'Send again'));
    expect(told('Ada').at(-1)).toContain('I am sending 1 message for #it-triage again');
    expect(await database.prisma.post.findUniqueOrThrow({ where: { id: refused.id } })).toMatchObject({
      state: 'sent',
    });
    expect(slack.violations).toEqual([]);
  });
});
