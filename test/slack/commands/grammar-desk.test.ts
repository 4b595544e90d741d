/** What people type after `/project` and `/desk`. */
import { describe, expect, it } from 'vitest';
import { parseDeskCommand } from '../../../src/slack/commands/grammar-desk.js';
import { parseProjectCommand } from '../../../src/slack/commands/grammar-project.js';
import { ANA } from './typed.js';

describe('/project', () => {
  const COMMANDS: [string, object][] = [
    ['', { verb: 'list' }],
    ['List', { verb: 'list' }],
    ['new', { verb: 'new' }],
    ['edit it', { verb: 'edit', key: 'IT' }],
    ['agents IT', { verb: 'agents', key: 'IT', change: null }],
    [`agents IT add ${ANA}`, { verb: 'agents', key: 'IT', change: { kind: 'add', slackUserId: 'U0ANA' } }],
    [
      `agents IT observe ${ANA}`,
      { verb: 'agents', key: 'IT', change: { kind: 'observe', slackUserId: 'U0ANA' } },
    ],
    [
      'agents IT Remove <@U0ANA>',
      { verb: 'agents', key: 'IT', change: { kind: 'remove', slackUserId: 'U0ANA' } },
    ],
    ['calendar', { verb: 'calendar', key: null, name: null }],
    ['calendar it', { verb: 'calendar', key: 'IT', name: null }],
    ['calendar IT Night shift', { verb: 'calendar', key: 'IT', name: 'Night shift' }],
    ['calendar IT “R&amp;D”', { verb: 'calendar', key: 'IT', name: 'R&D' }],
    ['calendar "Night shift"', { verb: 'calendar', key: null, name: 'Night shift' }],
    ['sla', { verb: 'sla', key: null }],
    ['SLA it', { verb: 'sla', key: 'IT' }],
    ['help', { verb: 'help' }],
  ];
  it.each(COMMANDS)('%j', (text, expected) => {
    expect(parseProjectCommand(text)).toEqual({ ok: true, command: expected });
  });

  it.each([
    ['edti IT', '/project edit KEY'],
    ['edit', '/project edit KEY'],
    ['edit I', '/project edit KEY'],
    ['edit IT now', '/project edit KEY'],
    ['new IT', '/project new'],
    ['agents IT add', '/project agents KEY [add|observe|remove @user]'],
    ['agents IT add @ana', '/project agents KEY [add|observe|remove @user]'],
    ['calender IT', '/project calendar [KEY] [name]'],
    ['calendar I', '/project calendar [KEY] [name]'],
    ['sla I', '/project sla [KEY]'],
    ['sla IT now', '/project sla [KEY]'],
    [`agents IT swap ${ANA}`, '/project agents KEY [add|observe|remove @user]'],
  ])('%j is answered with %s', (typed, usage) => {
    expect(parseProjectCommand(typed)).toMatchObject({ ok: false, error: { usage, typed } });
  });
});

describe('/desk', () => {
  it.each([
    ['', { verb: 'help' }],
    ['Help', { verb: 'help' }],
    ['Doctor', { verb: 'doctor' }],
    ['reconcile', { verb: 'reconcile', ticket: null }],
    ['Reconcile it-42', { verb: 'reconcile', ticket: 'IT-42' }],
  ])('%j', (text, expected) => {
    expect(parseDeskCommand(text)).toEqual({ ok: true, command: expected });
  });

  it.each([
    ['reconsile', '/desk reconcile [IT-42]'],
    ['reconcile now', '/desk reconcile [IT-42]'],
    ['reconcile IT-42 now', '/desk reconcile [IT-42]'],
    ['help me', '/desk help'],
    ['doktor', '/desk doctor'],
    ['doctor IT', '/desk doctor'],
  ])('%j is answered with %s', (typed, usage) => {
    expect(parseDeskCommand(typed)).toMatchObject({ ok: false, error: { usage, typed } });
  });

  it('and a word that is like none with the commands there are', () => {
    const message =
      '“foo” is no command. There are `setup`, `doctor`, `reconcile`, `erase`, `settings`, `help`.';
    expect(parseDeskCommand('foo')).toMatchObject({ error: { message, usage: '/desk help' } });
  });
});
