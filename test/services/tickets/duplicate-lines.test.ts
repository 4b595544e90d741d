/** The line that tells of a duplicate names the other ticket where everybody who reads it may see that one, and nowhere else. */
import { describe, expect, it } from 'vitest';
import type { PostContent } from '../../../src/domain/post-content.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { moveTicket } from '../../../src/services/moving/move-ticket.js';
import { setTriageChannel } from '../../../src/services/projects/set-triage-channel.js';
import { changeStatus } from '../../../src/services/tickets/change-status.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { renderPost } from '../../../src/slack/blocks/render-post.js';
import { type Person, slackIdOf } from '../../support/it-project.js';
import { useOutbox } from '../../support/outbox.js';

const outbox = useOutbox({ cardRestMs: 0 });
const actor = (person: Person) => outbox.it_.actor(person);

const inHelp = (reporter: Person = 'bo') =>
  outbox.it_.open(
    { reporterId: outbox.it_.userId(reporter), talk: { kind: 'channel', channelId: outbox.it_.help.id } },
    reporter,
  );
const inDirect = (reporter: Person = 'bo') =>
  outbox.it_.open({ reporterId: outbox.it_.userId(reporter) }, reporter);
const resolve = async (number: string, duplicateOf: string, by: Person = 'ana') => {
  await changeStatus(outbox.desk, await actor(by), number, 'resolve', { duplicateOf });
  await outbox.send();
};
const close = async (number: string) => {
  await changeConfidentiality(outbox.desk, await actor('ana'), number, true);
  await outbox.send();
};
const sentenceOf = (content: PostContent) =>
  renderPost(content, { workspaceUrl: 'https://example.slack.com/' }).text.split('.')[0]?.replaceAll('*', '');
/** What the lines in a conversation say. */
const linesIn = (channel: string) =>
  outbox
    .saidIn(channel)
    .filter(({ kind }) => kind === 'status_line')
    .map(sentenceOf);
const makeChannel = (facts: { kind?: 'public' | 'private'; isExternal?: boolean }) =>
  outbox.prisma().channel.update({ where: { id: outbox.it_.help.id }, data: facts });

const NAMED = 'ana resolved IT-2 as a duplicate of IT-1';
const UNNAMED = 'ana resolved IT-2 as a duplicate';
const OTHERS: [string, string, () => Promise<unknown>][] = [
  ['one in the same public channel', NAMED, () => inHelp('cleo')],
  ['one in direct messages', UNNAMED, () => inDirect('cleo')],
  ['a confidential one', UNNAMED, async () => close(await inHelp('cleo'))],
];

describe('in a channel that everybody can read', () => {
  it.each(OTHERS)('it names of %s: %s', async (_what, line, open) => {
    await open();
    await inHelp();
    await outbox.send();
    await resolve('IT-2', 'IT-1');
    expect(linesIn('CHELP')).toEqual([line]);
    expect(linesIn('CTRIAGE')).toEqual(['IT-2 was resolved as a duplicate of IT-1 by ana']);
  });

  it.each([
    [
      'that was private when the other one was opened',
      { kind: 'private' as const },
      { kind: 'public' as const },
    ],
    ['that is private', { kind: 'private' as const }, {}],
    ['that people from elsewhere read too', { isExternal: true }, {}],
  ])('and not in one %s', async (_what, then, now) => {
    await makeChannel(then);
    await inHelp('cleo');
    await outbox.send();
    if ('kind' in now) await outbox.prisma().ticketThread.updateMany({ data: { wasPrivate: true } });
    await makeChannel(now);
    await inHelp();
    await outbox.send();
    await resolve('IT-2', 'IT-1');
    expect(linesIn('CHELP')).toEqual([UNNAMED]);
  });
});

describe('to one person', () => {
  it.each<[Person, string]>([
    ['bo', NAMED],
    ['cleo', UNNAMED],
  ])('in direct messages with its reporter: %s reads %s', async (reporter, line) => {
    await inDirect('bo');
    await inDirect(reporter);
    await outbox.send();
    await resolve('IT-2', 'IT-1');
    expect(linesIn(`DU${reporter.toUpperCase()}`)).toEqual([line]);
  });

  it('who watches it, by what they see themselves', async () => {
    await inDirect('cleo');
    await inDirect('bo');
    for (const person of ['gus', 'cleo'] as const) {
      await watchTicket(outbox.desk, await actor('ana'), 'IT-2', {
        watch: true,
        slackUserId: slackIdOf(person),
      });
    }
    await outbox.send();
    // Within a minute it would be told with that they were made watchers.
    outbox.desk.clock.advance(120_000);
    await resolve('IT-2', 'IT-1');
    expect(linesIn('DUGUS').join()).toMatch(/as a duplicate, by ana$/);
    expect(linesIn('DUCLEO').join()).toMatch(/as a duplicate of IT-1, by ana$/);
  });
});

describe('once it has been said', () => {
  it('it goes with the other one’s becoming confidential', async () => {
    await inHelp('cleo');
    await inHelp();
    await outbox.send();
    await resolve('IT-2', 'IT-1');
    expect(linesIn('CHELP')).toEqual([NAMED]);
    await close('IT-1');
    expect(linesIn('CHELP')).toEqual([UNNAMED]);
    expect(linesIn('CTRIAGE')[0]).toContain('IT-1');
  });

  it('it goes once that is another project’s, and is none of its agents’', async () => {
    await inDirect('cleo');
    await inDirect();
    await outbox.send();
    await resolve('IT-2', 'IT-1');
    await moveTicket(outbox.desk, await actor('ana'), 'IT-1', 'HR', { withNotes: false, isConfirmed: true });
    await outbox.send();
    expect(linesIn('CTRIAGE')).toEqual(['IT-2 was resolved as a duplicate by ana']);
  });

  it('it goes from a former triage channel once that is confidential', async () => {
    await inDirect('cleo');
    await inDirect();
    await outbox.send();
    await resolve('IT-2', 'IT-1');
    outbox.desk.directory.addConversation('CSECRET', {
      kind: 'private',
      members: [slackIdOf('ana'), slackIdOf('ben')],
    });
    await setTriageChannel(outbox.desk, await actor('ada'), 'IT', 'CSECRET');
    await close('IT-1');
    expect(linesIn('CTRIAGE')).toEqual(['IT-2 was resolved as a duplicate by ana']);
  });

  it('it stays what it was when the ticket is reopened, and goes when it is resolved as something else', async () => {
    await inHelp('cleo');
    await inHelp();
    await outbox.send();
    await resolve('IT-2', 'IT-1');
    await changeStatus(outbox.desk, await actor('ana'), 'IT-2', 'reopen');
    await outbox.send();
    expect(linesIn('CHELP')[0]).toBe(NAMED);
    await changeStatus(outbox.desk, await actor('ana'), 'IT-2', 'resolve');
    await outbox.send();
    expect(linesIn('CHELP').join()).not.toContain('IT-1');
  });
});
