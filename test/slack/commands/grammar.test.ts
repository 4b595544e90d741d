import { describe, expect, it } from 'vitest';
import { LIFECYCLE_EVENTS } from '../../../src/domain/ticket-status.js';
import { commandToBot, isCommandToBot, PLAIN_STATUS_VERBS } from '../../../src/slack/commands/grammar.js';
import { ANA, command, LIST } from './typed.js';

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
    [
      'resolve IT-42',
      { verb: 'resolve', ticket: 'IT-42', resolution: 'done', duplicateOf: null, text: null },
    ],
    [
      'resolve IT-42 restarted it',
      { verb: 'resolve', ticket: 'IT-42', resolution: 'done', duplicateOf: null, text: 'restarted it' },
    ],
    [
      'resolve IT-42 Done, try now',
      { verb: 'resolve', ticket: 'IT-42', resolution: 'done', duplicateOf: null, text: 'Done, try now' },
    ],
    [
      'resolve IT-42 duplicate see IT-7',
      {
        verb: 'resolve',
        ticket: 'IT-42',
        resolution: 'duplicate',
        duplicateOf: null,
        text: 'see IT-7',
      },
    ],
    [
      'resolve IT-42 Duplicate of it-7, see there',
      { verb: 'resolve', ticket: 'IT-42', resolution: 'duplicate', duplicateOf: 'IT-7', text: 'see there' },
    ],
    [
      'resolve IT-42 Spam',
      { verb: 'resolve', ticket: 'IT-42', resolution: 'spam', duplicateOf: null, text: null },
    ],
    [
      'resolve IT-42 cancelled: not needed',
      {
        verb: 'resolve',
        ticket: 'IT-42',
        resolution: 'cancelled',
        duplicateOf: null,
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
      duplicateOf: null,
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
