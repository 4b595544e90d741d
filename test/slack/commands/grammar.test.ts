import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIFECYCLE_EVENTS } from '../../../src/domain/ticket-status.js';
import {
  commandToBot,
  isCommandToBot,
  PLAIN_STATUS_VERBS,
  parseTicketCommand,
} from '../../../src/slack/commands/grammar.js';
import { DESK_USAGE, parseDeskCommand } from '../../../src/slack/commands/grammar-desk.js';
import { PROJECT_USAGE, parseProjectCommand } from '../../../src/slack/commands/grammar-project.js';
import { TICKET_USAGE } from '../../../src/slack/commands/grammar-usage.js';
import { AGENT_GROUPS, REQUESTER_LINES } from '../../../src/slack/commands/short-help.js';

const ANA = '<@U0ANA|ana>';
const LIST = { verb: 'list', scope: 'open', filters: {}, words: [], page: 1 };

function command(text: string, defaultTicket?: string) {
  const parsed = parseTicketCommand(text, defaultTicket === undefined ? {} : { defaultTicket });
  return parsed.ok ? parsed.command : parsed.error;
}

describe('/ticket', () => {
  const COMMANDS: [string, object][] = [
    ['', { verb: 'help', topic: null }],
    ['help', { verb: 'help', topic: null }],
    ['help All', { verb: 'help', topic: 'all' }],
    ['help Assign', { verb: 'help', topic: 'assign' }],
    ['IT-42', { verb: 'show', ticket: 'IT-42' }],
    ['it-42 ', { verb: 'show', ticket: 'IT-42' }],
    ['show hr-7', { verb: 'show', ticket: 'HR-7' }],
    ['new', { verb: 'new', title: '' }],
    ['new VPN down', { verb: 'new', title: 'VPN down' }],
    ['NEW “VPN down”', { verb: 'new', title: 'VPN down' }],
    ['new a &lt;b&gt; &amp; &lt;!channel&gt;', { verb: 'new', title: 'a <b> & <!channel>' }],
    [`new laptop of ${ANA}`, { verb: 'new', title: 'laptop of @ana' }],
    [
      'new *urgent* it’s <https://vpn.example.com|the VPN>',
      {
        verb: 'new',
        title: '*urgent* it’s the VPN (https://vpn.example.com)',
      },
    ],
    ['take IT-42', { verb: 'take', ticket: 'IT-42' }],
    ['sla it-42', { verb: 'sla', ticket: 'IT-42' }],
    ['confidential it-42', { verb: 'confidential', ticket: 'IT-42', isConfidential: true }],
    ['confidential IT-42 On', { verb: 'confidential', ticket: 'IT-42', isConfidential: true }],
    ['move IT-42 hr', { verb: 'move', ticket: 'IT-42', project: 'HR', withNotes: false }],
    ['move IT-42 HR with  notes', { verb: 'move', ticket: 'IT-42', project: 'HR', withNotes: true }],
    ['confidential IT-42 off', { verb: 'confidential', ticket: 'IT-42', isConfidential: false }],
    ['began IT-42', { verb: 'began', ticket: 'IT-42', start: null }],
    [
      'began IT-42 2026-03-02 09:15 printer &lt;logs&gt; of <@U0ANA|ana>\nsay so',
      {
        verb: 'began',
        ticket: 'IT-42',
        start: { date: '2026-03-02', minute: 555, reason: 'printer <logs> of @ana\nsay so' },
      },
    ],
    [
      'began IT-42 2026-03-02 9:05 x',
      { verb: 'began', ticket: 'IT-42', start: { date: '2026-03-02', minute: 545, reason: 'x' } },
    ],
    ['Take it-42', { verb: 'take', ticket: 'IT-42' }],
    [`assign IT-42 ${ANA}`, { verb: 'assign', ticket: 'IT-42', to: { kind: 'user', slackUserId: 'U0ANA' } }],
    [
      'assign IT-42 <@U0ANA>',
      { verb: 'assign', ticket: 'IT-42', to: { kind: 'user', slackUserId: 'U0ANA' } },
    ],
    [
      'assign IT-42 <@U0ANA|ana maria>',
      {
        verb: 'assign',
        ticket: 'IT-42',
        to: { kind: 'user', slackUserId: 'U0ANA' },
      },
    ],
    ['assign IT-42 me', { verb: 'assign', ticket: 'IT-42', to: { kind: 'me' } }],
    ['assign IT-42 Nobody', { verb: 'assign', ticket: 'IT-42', to: { kind: 'nobody' } }],
    [
      'reporter IT-42 <@W0BO>',
      { verb: 'reporter', ticket: 'IT-42', to: { kind: 'user', slackUserId: 'W0BO' } },
    ],
    ['start IT-42', { verb: 'start', ticket: 'IT-42', text: null }],
    [
      'wait IT-42 which *laptop*\nis it &amp; where?',
      {
        verb: 'wait',
        ticket: 'IT-42',
        text: 'which *laptop*\nis it &amp; where?',
      },
    ],
    ['remind IT-42 tomorrow 9am ask Bo', { verb: 'remind', ticket: 'IT-42', words: 'tomorrow 9am ask Bo' }],
    ['remind IT-42 Off', { verb: 'remind', ticket: 'IT-42', words: null }],
    ['remind IT-42', { verb: 'remind', ticket: 'IT-42', words: '' }],
    ['hold IT-42 for Bo', { verb: 'hold', ticket: 'IT-42', text: 'for Bo' }],
    [
      'hold IT-42 Until Friday 9am',
      { verb: 'snooze', ticket: 'IT-42', words: 'Friday 9am', typedVerb: 'hold' },
    ],
    ['hold IT-42 til friday', { verb: 'snooze', ticket: 'IT-42', words: 'friday', typedVerb: 'hold' }],
    ['hold IT-42 Till', { verb: 'snooze', ticket: 'IT-42', words: '', typedVerb: 'hold' }],
    ['hold IT-42 untill Bo is', { verb: 'snooze', ticket: 'IT-42', words: 'Bo is', typedVerb: 'hold' }],
    ['hold IT-42 tilt', { verb: 'hold', ticket: 'IT-42', text: 'tilt' }],
    ['snooze IT-42 ’til 9am', { verb: 'snooze', ticket: 'IT-42', words: '9am', typedVerb: 'snooze' }],
    ['snooze IT-42 until Friday', { verb: 'snooze', ticket: 'IT-42', words: 'Friday', typedVerb: 'snooze' }],
    ['snooze IT-42 2 days', { verb: 'snooze', ticket: 'IT-42', words: '2 days', typedVerb: 'snooze' }],
    ['snooze IT-42', { verb: 'snooze', ticket: 'IT-42', words: '', typedVerb: 'snooze' }],
    ['block IT-42', { verb: 'block', ticket: 'IT-42', text: null }],
    ['resume IT-42', { verb: 'resume', ticket: 'IT-42', text: null }],
    ['close IT-42 thanks', { verb: 'close', ticket: 'IT-42', text: 'thanks' }],
    ['reopen IT-42 broke again', { verb: 'reopen', ticket: 'IT-42', text: 'broke again' }],
    ['resolve IT-42', { verb: 'resolve', ticket: 'IT-42', resolution: 'done', text: null }],
    [
      'resolve IT-42 restarted it',
      { verb: 'resolve', ticket: 'IT-42', resolution: 'done', text: 'restarted it' },
    ],
    [
      'resolve IT-42 Done, try now',
      { verb: 'resolve', ticket: 'IT-42', resolution: 'done', text: 'Done, try now' },
    ],
    [
      'resolve IT-42 duplicate see IT-7',
      {
        verb: 'resolve',
        ticket: 'IT-42',
        resolution: 'duplicate',
        text: 'see IT-7',
      },
    ],
    ['resolve IT-42 Spam', { verb: 'resolve', ticket: 'IT-42', resolution: 'spam', text: null }],
    [
      'resolve IT-42 cancelled: not needed',
      {
        verb: 'resolve',
        ticket: 'IT-42',
        resolution: 'cancelled',
        text: 'not needed',
      },
    ],
    ['priority IT-42 High', { verb: 'priority', ticket: 'IT-42', priority: 'high' }],
    ['type IT-42 bug', { verb: 'type', ticket: 'IT-42', type: 'bug' }],
    ['title IT-42 "New title"', { verb: 'title', ticket: 'IT-42', title: 'New title' }],
    ['title IT-42 The "new" title', { verb: 'title', ticket: 'IT-42', title: 'The "new" title' }],
    [
      `comment IT-42 ask ${ANA} &lt;now&gt;`,
      {
        verb: 'comment',
        ticket: 'IT-42',
        text: `ask ${ANA} &lt;now&gt;`,
      },
    ],
    ['note IT-42 same as last week', { verb: 'note', ticket: 'IT-42', text: 'same as last week' }],
    ['watch IT-42', { verb: 'watch', ticket: 'IT-42', who: { kind: 'me' } }],
    [`watch IT-42 ${ANA}`, { verb: 'watch', ticket: 'IT-42', who: { kind: 'user', slackUserId: 'U0ANA' } }],
    ['unwatch IT-42', { verb: 'unwatch', ticket: 'IT-42', who: { kind: 'me' } }],
    ['history IT-42', { verb: 'history', ticket: 'IT-42' }],
    ['ticket', { verb: 'ticket' }],
  ];
  it.each(COMMANDS)('%j', (text, expected) => {
    expect(command(text)).toEqual(expected);
  });

  it('every move verb is a lifecycle event', () => {
    const events: readonly string[] = LIFECYCLE_EVENTS;
    for (const verb of PLAIN_STATUS_VERBS) expect(events).toContain(verb);
  });
});

const TOPICS = TICKET_USAGE.map(({ topic }) => `\`${topic}\``).join(', ');
const FILTERS =
  'There are `project:`, `priority:`, `status:`, `type:`, `tag:`, `assignee:`, `reporter:`, `created:`, `updated:`, `confidential:`, `page:`. To look for the words, put a space for the colon.';
const DAYS = '2026-11-01, today, monday, since-monday, before-30d or 2026-11-01..2026-11-15';
const ONE = 'say one of them. `all` goes with `mine`, `assigned` and `unassigned`; `search` looks for words.';

describe('/ticket list', () => {
  const QUERIES: [string, object][] = [
    ['', LIST],
    ['mine', { ...LIST, scope: 'mine' }],
    ['At-Risk', { ...LIST, scope: 'at-risk' }],
    ['at_risk', { ...LIST, scope: 'at-risk' }],
    [
      'unassigned priority:high vpn',
      { ...LIST, scope: 'unassigned', filters: { priority: 'high' }, words: ['vpn'] },
    ],
    ['priority:high unassigned', { ...LIST, scope: 'unassigned', filters: { priority: 'high' } }],
    ['project:it', { ...LIST, filters: { project: 'IT' } }],
    ['status:waiting', { ...LIST, scope: 'all', filters: { status: 'waiting' } }],
    ['open status:In-Progress', { ...LIST, filters: { status: 'in_progress' } }],
    ['status:"on hold"', { ...LIST, scope: 'all', filters: { status: 'on_hold' } }],
    ['type:bug tag:“Printer Room”', { ...LIST, filters: { type: 'bug', tag: 'printer room' } }],
    [
      `assignee:${ANA} reporter:me`,
      {
        ...LIST,
        filters: { assignee: { kind: 'user', slackUserId: 'U0ANA' }, reporter: { kind: 'me' } },
      },
    ],
    ['created:today', { ...LIST, filters: { created: { since: 'today', until: 'today' } } }],
    ['updated:&gt;=2026-11-01', { ...LIST, filters: { updated: { since: '2026-11-01' } } }],
    ['created:“since Monday”', { ...LIST, filters: { created: { since: 'mon' } } }],
    [
      'created:2026-11-01..2026-11-15 updated:before-30d',
      {
        ...LIST,
        filters: { created: { since: '2026-11-01', until: '2026-11-15' }, updated: { before: '30d' } },
      },
    ],
    ['confidential:Yes', { ...LIST, filters: { confidential: true } }],
    ['confidential:no', { ...LIST, filters: { confidential: false } }],
    ['assignee:nobody page:3', { ...LIST, filters: { assignee: { kind: 'nobody' } }, page: 3 }],
    ['all “vpn down” &lt;porto&gt;', { ...LIST, scope: 'all', words: ['vpn down', '<porto>'] }],
    ['printer open', { ...LIST, words: ['printer', 'open'] }],
    ['mine all', { ...LIST, scope: 'all', filters: { reporter: { kind: 'me' } } }],
    ['all mine vpn', { ...LIST, scope: 'all', filters: { reporter: { kind: 'me' } }, words: ['vpn'] }],
    ['all assigned', { ...LIST, scope: 'all', filters: { assignee: { kind: 'me' } } }],
    ['all unassigned', { ...LIST, scope: 'all', filters: { assignee: { kind: 'nobody' } } }],
    ['mine vpn all', { ...LIST, scope: 'mine', words: ['vpn', 'all'] }],
    [
      'http://vpn 10:30 vpn:8080 printer:',
      { ...LIST, words: ['http://vpn', '10:30', 'vpn:8080', 'printer:'] },
    ],
    ['error:500 <https://vpn.example.com>', { ...LIST, words: ['error:500', 'https://vpn.example.com'] }],
  ];
  it.each(QUERIES)('list %s', (text, expected) => {
    expect(command(`list ${text}`)).toEqual(expected);
  });

  it.each([
    ['priority:urgent', '“urgent” is no priority. Use low, medium, high, critical.'],
    [
      'status:done',
      '“done” is no status. Use new, open, in_progress, waiting, on_hold, blocked, resolved, closed.',
    ],
    ['project:i', '“i” is no project. Use a key like IT.'],
    ['assignee:@ana', '“@ana” is no assignee. Use @somebody, me or nobody.'],
    ['reporter:nobody', '“nobody” is no reporter. Use @somebody or me.'],
    ['page:0', '“0” is no page. Use a number from 1 on.'],
    ['created:soon', `“soon” is no day. Use ${DAYS}.`],
    ['updated:&lt;30d', `“<30d” is no day. Use ${DAYS}.`],
    ['confidential:maybe', 'After `confidential:` only `yes` or `no` can stand.'],
    ['priority:', '`priority:` needs a value right after the colon.'],
    ['tag:a tag:b', 'Say `tag:` only once.'],
    ['prority:high', `There is no filter \`prority:\`. Did you mean \`priority:high\`? ${FILTERS}`],
    ['prio:high', `There is no filter \`prio:\`. Did you mean \`priority:high\`? ${FILTERS}`],
    ['vpn foo:bar', `There is no filter \`foo:\`. ${FILTERS}`],
    [`owner:${ANA}`, `There is no filter \`owner:\`. ${FILTERS}`],
    ['open breached', `\`open\` and \`breached\` do not go together: ${ONE}`],
    ['all open', `\`all\` and \`open\` do not go together: ${ONE}`],
    ['all mine reporter:me', 'Say `reporter:` only once.'],
  ])('list %s is refused', (text, message) => {
    expect(command(`list ${text}`)).toMatchObject({ message, typed: `list ${text}` });
  });
});

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
      '/ticket resolve IT-42 [done|duplicate|cancelled|spam] [text]',
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

describe('a mention of the bot in a ticket’s thread', () => {
  it('lets the number be left out', () => {
    expect(command('take', 'IT-42')).toEqual({ verb: 'take', ticket: 'IT-42' });
    expect(command('priority high', 'IT-42')).toEqual({
      verb: 'priority',
      ticket: 'IT-42',
      priority: 'high',
    });
    expect(command('wait which laptop?', 'IT-42')).toEqual({
      verb: 'wait',
      ticket: 'IT-42',
      text: 'which laptop?',
    });
    expect(command('resolve done restarted it', 'IT-42')).toEqual({
      verb: 'resolve',
      ticket: 'IT-42',
      resolution: 'done',
      text: 'restarted it',
    });
  });
  it('can still name another ticket', () => {
    expect(command('take HR-7', 'IT-42')).toEqual({ verb: 'take', ticket: 'HR-7' });
  });
  it.each([
    ['<@U0BOT> take', true],
    ['<@U0BOT|threadesk>, take it-42', true],
    ['  <@U0BOT>: ticket', true],
    ['<@U0BOT>', true],
    ['<@U0BOT> note same as last week', true],
    ['<@U0BOT> can you look at this?', false],
    ['<@U0BOT> take this one please', false],
    ['<@U0ANA> take', false],
    ['please <@U0BOT> take', false],
    ['take', false],
  ])('%j is a command: %s', (text, isCommand) => {
    expect(isCommandToBot(text, 'U0BOT')).toBe(isCommand);
  });
  it('tells a command that does not parse from no command at all', () => {
    expect(commandToBot('<@U0BOT> tkae', 'U0BOT', { defaultTicket: 'IT-42' })).toMatchObject({ ok: false });
    expect(commandToBot('thanks <@U0BOT>', 'U0BOT', { defaultTicket: 'IT-42' })).toBeNull();
  });
});

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

describe('the short help', () => {
  it.each(REQUESTER_LINES)('names what parses: %s', (typed) => {
    expect(parseTicketCommand(typed).ok).toBe(true);
  });
  it('has every topic in one group', () => {
    expect([...Object.values(AGENT_GROUPS).flat(), 'help'].sort()).toEqual(
      TICKET_USAGE.map(({ topic }) => topic).sort(),
    );
  });
});

describe('the usage tables', () => {
  it.each(TICKET_USAGE.filter((each) => each.topic !== 'ticket'))(
    'the example of $topic parses as it',
    (usage) => {
      const example = usage.example.replace('/ticket ', '').replace(/@(\w+)/g, '<@U0X|$1>');
      expect(parseTicketCommand(example)).toMatchObject({ ok: true, command: { verb: usage.topic } });
    },
  );
  it.each(PROJECT_USAGE)('the example of /project $topic parses as it', (usage) => {
    const example = usage.example.replace('/project ', '').replace(/@(\w+)/g, '<@U0X|$1>');
    expect(parseProjectCommand(example)).toMatchObject({ ok: true, command: { verb: usage.topic } });
  });
  it.each(DESK_USAGE)('the example of /desk $topic parses as it', ({ example, topic }) => {
    expect(parseDeskCommand(example.replace('/desk ', ''))).toMatchObject({
      ok: true,
      command: { verb: topic },
    });
  });
});
