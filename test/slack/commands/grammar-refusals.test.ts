/** What is typed and does not parse: what is said of it, and what of it is repeated. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTicketCommand } from '../../../src/slack/commands/grammar.js';
import { TICKET_USAGE } from '../../../src/slack/commands/grammar-usage.js';
import { command, LIST } from './typed.js';

const TOPICS = TICKET_USAGE.map(({ topic }) => `\`${topic}\``).join(', ');

describe('what does not parse', () => {
  it.each([
    ['began IT-42 yesterday', '“yesterday” is no date like 2026-03-02.'],
    ['began IT-42 2026-02-30 09:15 x', '“2026-02-30” is no date like 2026-03-02.'],
    ['began IT-42 1969-12-31 09:15 x', '“1969-12-31” is no date like 2026-03-02.'],
    ['began IT-42 2200-01-01 09:15 x', '“2200-01-01” is no date like 2026-03-02.'],
    ['began IT-42 2026-03-02', 'The time is missing.'],
    ['began IT-42 2026-03-02 24:00 x', '“24:00” is no time like 09:15.'],
    ['began IT-42 2026-03-02 9h x', '“9h” is no time like 09:15.'],
    ['began IT-42 2026-03-02 09:15', 'Why? A reason is missing.'],
    ['began', 'Which ticket? Its number is missing.'],
    ['move IT-42', 'To which project? Its key is missing, for example HR.'],
    ['move IT-42 HR-7', '“HR-7” is no key of a project like HR.'],
    ['move IT-42 HR please', 'After the project only `with notes` can stand here, or nothing.'],
    ['confidential IT-42 please', 'After the number only `off` can stand here, or nothing.'],
    ['sla IT-42 now', 'Nothing can stand after the ticket number here.'],
  ])('%j is answered with what is missing', (typed, message) => {
    expect(command(typed)).toMatchObject({ message, typed });
  });

  it.each([
    ['tkae IT-42', '“tkae” is no command. Did you mean `take`?', '/ticket take IT-42'],
    [
      'asign IT-42 me',
      '“asign” is no command. Did you mean `assign`?',
      '/ticket assign IT-42 @ana | me | nobody',
    ],
    [
      'reslove IT-42',
      '“reslove” is no command. Did you mean `resolve`?',
      '/ticket resolve IT-42 [done|duplicate [of IT-7]|cancelled|spam] [text]',
    ],
    [
      'my printer is broken',
      '“my” is no command. `/ticket help all` lists them. To ask for help, open a ticket.',
      '/ticket new [title]',
    ],
    ['take', 'Which ticket? Its number is missing.', '/ticket take IT-42'],
    ['take 42', '“42” is no ticket number like IT-42.', '/ticket take IT-42'],
    ['take IT-42 please', 'Nothing can stand after the ticket number here.', '/ticket take IT-42'],
    [
      'assign IT-42',
      'Who? Name them with @, or say me or nobody.',
      '/ticket assign IT-42 @ana | me | nobody',
    ],
    ['IT-42 take', 'The command comes first: `/ticket take IT-42 …`.', '/ticket take IT-42'],
    [
      'IT-42 please',
      'After a number alone nothing can follow: `/ticket IT-42` shows the ticket.',
      '/ticket show IT-42',
    ],
    ['note IT-42', 'The text is missing.', '/ticket note IT-42 text'],
    ['title IT-42', 'The new title is missing.', '/ticket title IT-42 New title'],
    ['help me', `There is no such topic. There are ${TOPICS}.`, '/ticket help [topic|all]'],
  ])('%j is answered with what would', (typed, message, usage) => {
    expect(command(typed)).toEqual({ message, usage, typed });
  });

  it.each<[string, object]>([
    ['search vpn', { words: ['vpn'] }],
    ['search open door "in Porto"', { words: ['open', 'door', 'in Porto'] }],
    [
      'search project:IT status:resolved vpn page:2',
      { filters: { project: 'IT', status: 'resolved' }, words: ['vpn'], page: 2 },
    ],
    ['search it-42', { words: ['it-42'] }],
  ])('%j looks everywhere, and for every word', (typed, expected) => {
    expect(command(typed)).toEqual({ ...LIST, verb: 'search', scope: 'all', ...expected });
  });

  it.each<[string, object]>([
    ['views', { verb: 'views' }],
    ['view late', { verb: 'view', act: 'show', name: 'late', page: 1 }],
    ['view my queue page:3', { verb: 'view', act: 'show', name: 'my queue', page: 3 }],
    ['view delete my queue', { verb: 'view', act: 'delete', name: 'my queue' }],
    [
      'view save "my queue" assigned priority:high "printer room"',
      {
        ...{ verb: 'view', act: 'save', name: 'my queue', project: null },
        query: { scope: 'assigned', filters: { priority: 'high' }, words: ['printer room'] },
      },
    ],
    [
      'view save late breached project:IT share with it',
      {
        ...{ verb: 'view', act: 'save', name: 'late', project: 'IT' },
        query: { scope: 'breached', filters: { project: 'IT' }, words: [] },
      },
    ],
    [
      'view save my list all mine',
      {
        ...{ verb: 'view', act: 'save', name: 'my', project: null },
        query: { scope: 'all', filters: { reporter: { kind: 'me' } }, words: [] },
      },
    ],
    [
      'view save my List',
      {
        ...{ verb: 'view', act: 'save', name: 'my', project: null },
        query: { scope: 'open', filters: {}, words: [] },
      },
    ],
    [
      'view save my queue all',
      {
        ...{ verb: 'view', act: 'save', name: 'my queue', project: null },
        query: { scope: 'all', filters: {}, words: [] },
      },
    ],
    [
      'view save late at HR project:HR vpn share with HR',
      {
        ...{ verb: 'view', act: 'save', name: 'late at HR', project: 'HR' },
        query: { scope: 'open', filters: { project: 'HR' }, words: ['vpn'] },
      },
    ],
    [
      'view save my printers "printer room"',
      {
        ...{ verb: 'view', act: 'save', name: 'my printers', project: null },
        query: { scope: 'open', filters: {}, words: ['printer room'] },
      },
    ],
    [
      'view save my printers list printer room',
      {
        ...{ verb: 'view', act: 'save', name: 'my printers', project: null },
        query: { scope: 'open', filters: {}, words: ['printer', 'room'] },
      },
    ],
    [
      'view save “my queue” vpn',
      {
        ...{ verb: 'view', act: 'save', name: 'my queue', project: null },
        query: { scope: 'open', filters: {}, words: ['vpn'] },
      },
    ],
    [
      'view save open mine',
      {
        ...{ verb: 'view', act: 'save', name: 'open', project: null },
        query: { scope: 'mine', filters: {}, words: [] },
      },
    ],
  ])('%j is about a view', (typed, expected) => {
    expect(command(typed)).toEqual(expected);
  });

  it.each([
    ['view', 'Which view? Its name is missing.'],
    ['view delete', 'Which view? Its name is missing.'],
    ['view save', 'Under which name?'],
    ['view save "" all', 'Under which name?'],
    ['view save late prio:high', 'There is no filter `prio:`'],
    ['view save delete all', 'A view cannot be called `delete`.'],
    ['view save late priority:soon', 'is no priority'],
  ])('%j says what is missing', (typed, message) => {
    expect(command(typed)).toMatchObject({ message: expect.stringContaining(message) });
  });

  it.each(['search', 'search project:IT'])('%j asks for words', (typed) => {
    expect(command(typed)).toMatchObject({ message: 'What are you looking for?' });
  });

  it('a name that Slack did not resolve is no person', () => {
    expect(command('assign IT-42 @ana')).toMatchObject({
      message:
        "“@ana” is nobody Slack knows. Type @ and pick the name from Slack's list, or say me or nobody.",
    });
  });

  it('repeats what was typed, whatever it was, and never throws', () => {
    const word = fc.constantFrom(
      'list',
      'take',
      'IT-42',
      'priority:',
      '"',
      '“',
      '<',
      '<@U0ANA>',
      ':',
      'x',
      '\n',
      '&lt;',
      'resolve',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 8 }), (words) => {
        const typed = words.join(' ');
        const parsed = parseTicketCommand(typed);
        return parsed.ok || parsed.error.typed === typed.trim();
      }),
      { numRuns: 1000 },
    );
  });
});
