import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_COMMAND_NAMES, isCommandName, settleNames, slash } from '../../src/domain/command-names.js';

afterEach(() => settleNames());

describe('a command can be called', () => {
  it.each([...Object.values(DEFAULT_COMMAND_NAMES), '/it-ticket', '/it_2', '/7', `/${'x'.repeat(31)}`])(
    '%s',
    (name) => expect(isCommandName(name)).toBe(true),
  );
});

describe('a command cannot be called', () => {
  it.each([
    ['without a slash', 'ticket'],
    ['nothing', '/'],
    ['in capitals', '/Ticket'],
    ['two words', '/it ticket'],
    ['with a letter that Slack refuses', '/tücket'],
    ['with a dot', '/it.ticket'],
    ['with a hyphen first', '/-ticket'],
    ['longer than Slack allows', `/${'x'.repeat(32)}`],
    ['as a command of Slack', '/invite'],
  ])('%s: %s', (_why, name) => expect(isCommandName(name)).toBe(false));
});

it('what was settled is said, and what was not stays usual', () => {
  expect([slash.ticket, slash.project, slash.desk, slash.bot]).toEqual([
    '/ticket',
    '/project',
    '/desk',
    '@threadesk',
  ]);
  settleNames({ ticket: '/it-ticket', project: '/queue', desk: '/helpdesk' }, 'helper');
  expect([slash.ticket, slash.project, slash.desk, slash.bot]).toEqual([
    '/it-ticket',
    '/queue',
    '/helpdesk',
    '@helper',
  ]);
});
