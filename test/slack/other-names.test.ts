/** In a workspace with other names, everything that is said about a command calls it by them. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { settleNames } from '../../src/domain/command-names.js';
import { reasonNeeded, ticketNotFound } from '../../src/domain/refusal.js';
import { renderPost } from '../../src/slack/blocks/render-post.js';
import { parseTicketCommand } from '../../src/slack/commands/grammar.js';
import { DESK_USAGE } from '../../src/slack/commands/grammar-desk.js';
import { PROJECT_USAGE, parseProjectCommand } from '../../src/slack/commands/grammar-project.js';
import { TICKET_USAGE } from '../../src/slack/commands/grammar-usage.js';
import { usageAnswer, usageList } from '../../src/slack/commands/help.js';
import { KINDS, SMALL } from './blocks/post-samples.js';

beforeEach(() => settleNames({ ticket: '/it-ticket', project: '/queue', desk: '/helpdesk' }, 'helper'));
afterEach(() => settleNames());

const USUAL = /(?<![\w/-])\/(?:ticket|project|desk)\b|@threadesk/;

it.each(KINDS)('a post of the kind %s', (kind) => {
  expect(JSON.stringify(renderPost(SMALL[kind], { workspaceUrl: 'https://x.slack.com/' }))).not.toMatch(
    USUAL,
  );
});

it('help, usage lines and refusals', () => {
  const lists = [
    usageList('ticket', TICKET_USAGE),
    usageList('project', PROJECT_USAGE),
    usageList('desk', DESK_USAGE),
  ].map((list) => JSON.stringify(list));
  expect(lists.map((list) => /What `(\S+)` can do/.exec(list)?.[1])).toEqual([
    '/it-ticket',
    '/queue',
    '/helpdesk',
  ]);
  const wrong = [
    parseTicketCommand('tkae IT-1'),
    parseTicketCommand('IT-1 now'),
    parseProjectCommand('edti'),
  ];
  const refused = wrong.map((parsed) => JSON.stringify(parsed.ok ? parsed : usageAnswer('', parsed.error)));
  for (const said of [...lists, ...refused, ticketNotFound('IT-1'), reasonNeeded('IT-1')])
    expect(said).not.toMatch(USUAL);
});
