import { describe, expect, it } from 'vitest';
import { viewProblems } from '../../../playground/block-kit/validate.js';
import { RESPONSES_MAX } from '../../../src/domain/canned-response.js';
import { TICKET_PARTS } from '../../../src/services/redaction/blank-ticket.js';
import { REDACTED_MAX } from '../../../src/services/redaction/redact-texts.js';
import { buildChangeStatus, VERBS_WITH_TEXT } from '../../../src/slack/modals/change-status.js';
import { confirmRedactView } from '../../../src/slack/modals/confirm-redact.js';
import { buildErase } from '../../../src/slack/modals/erase.js';
import { loadingView, noticeView } from '../../../src/slack/modals/notice-view.js';
import { buildEditProject, buildNewProject, parseProject } from '../../../src/slack/modals/project.js';
import { buildRedact } from '../../../src/slack/modals/redact.js';
import { buildEditReply, buildReply } from '../../../src/slack/modals/reply.js';
import { type Filling, putIn } from '../../../src/slack/modals/response-picker.js';
import { buildResponses } from '../../../src/slack/modals/responses.js';
import { fieldsOf, submitted } from './view-fields.js';

const LARGEST = ['x', '&', '😀', 'a\n'];
const EMPTY: Filling = { choices: [], text: '', revision: 0, note: null };

function fullOf(character: string): Filling {
  const name = character.repeat(75);
  const choices = Array.from({ length: RESPONSES_MAX }, (_, index) => ({ id: index + 1, name }));
  return { choices, text: character.repeat(3_000), revision: 99, note: character.repeat(200) };
}

describe('the form for a project', () => {
  const project = {
    key: 'HR',
    name: 'People',
    description: 'Contracts',
    requestChannel: 'C0HELP',
    triageChannel: 'C0TRIAGE',
    emoji: 'wave',
    showTargets: true,
    forgetAfterDays: 365,
    confidentialByDefault: true,
    isEveryMessage: false,
    takeEmoji: 'eyes',
    resolveEmoji: 'white_check_mark',
    hasTickets: true,
  };
  const LABELS = [
    'Key',
    'Name',
    'Description',
    'Request channel',
    'Triage channel',
    'Emoji',
    'Emoji that takes',
    'Emoji that resolves',
    'Every message a ticket',
    'Show targets to requesters',
    'Confidential by default',
    'Forget texts of closed tickets after (days)',
  ];

  it('asks exactly these fields, new and edited', () => {
    expect(fieldsOf(buildNewProject()).map(({ label }) => label)).toEqual(LABELS);
    expect(fieldsOf(buildEditProject(project)).map(({ label }) => label)).toEqual(LABELS);
  });

  it('needs only a key, a name and an emoji, which is filled in', () => {
    const needed = fieldsOf(buildNewProject()).filter(({ isOptional }) => !isOptional);
    expect(needed.map(({ label, initial }) => [label, initial])).toEqual([
      ['Key', undefined],
      ['Name', undefined],
      ['Emoji', ':ticket:'],
    ]);
  });

  it('reads back what it was built with', () => {
    const { hasTickets: _hasTickets, ...input } = project;
    expect(parseProject(submitted(buildEditProject(project)).values)).toEqual({
      ...input,
      emoji: ':wave:',
      takeEmoji: ':eyes:',
      resolveEmoji: ':white_check_mark:',
      forgetAfterDays: '365',
    });
  });

  it('tells a channel taken away from one that was never there', () => {
    const { values } = submitted(buildEditProject(project));
    const { triage_channel: _channel, ...without } = values;
    expect(parseProject(without)).toMatchObject({ triageChannel: null, requestChannel: 'C0HELP' });
  });

  it.each(LARGEST)('fits Slack at its largest (%j)', (character) => {
    const largest = {
      ...project,
      key: 'HELPDESKIT',
      name: character.repeat(255),
      description: character.repeat(3_000),
    };
    expect(viewProblems(buildEditProject(largest), 'modal')).toEqual([]);
    expect(viewProblems(buildNewProject(), 'modal')).toEqual([]);
  });
});

describe('the forms for moves', () => {
  it.each(VERBS_WITH_TEXT)('%s fits Slack at its largest', (verb) => {
    for (const character of LARGEST) {
      const ticket = { number: 'HELPDESKIT-2147483647', title: character.repeat(200) };
      expect(viewProblems(buildChangeStatus(ticket, verb, fullOf(character)), 'modal')).toEqual([]);
    }
  });

  it('asks for a resolution only when resolving, and for words never by force', () => {
    const fields = Object.fromEntries(
      VERBS_WITH_TEXT.map((verb) => [
        verb,
        fieldsOf(buildChangeStatus({ number: 'IT-1', title: 'x' }, verb, EMPTY)),
      ]),
    );
    expect(fields.resolve?.map(({ label, initial }) => [label, initial])).toEqual([
      ['Resolution', 'done'],
      ['Duplicate of', undefined],
      ['What was done', undefined],
    ]);
    for (const verb of ['wait', 'hold', 'block'] as const) {
      expect(fields[verb]?.map(({ isOptional }) => isOptional)).toEqual([true]);
    }
  });
});

describe('the forms for replies', () => {
  it.each(LARGEST)('fit Slack at their largest (%j)', (character) => {
    const ticket = { number: 'HELPDESKIT-2147483647', title: character.repeat(200) };
    expect(viewProblems(buildReply(ticket, fullOf(character)), 'modal')).toEqual([]);
    const reply = { id: 2_147_483_647, content: character.repeat(40_000) };
    expect(viewProblems(buildEditReply(reply), 'modal')).toEqual([]);
  });

  it('show a reply for editing as it was typed', () => {
    const [field] = fieldsOf(buildEditReply({ id: 1, content: 'a &lt; b, ask <@U0ANA>' }));
    expect(field?.initial).toBe('a < b, ask <@U0ANA>');
  });
});

describe('views that only say something', () => {
  it('are valid', () => {
    expect(viewProblems(noticeView('Already a ticket', 'x'.repeat(5_000)), 'modal')).toEqual([]);
    expect(viewProblems(loadingView('Reply to reporter'), 'modal')).toEqual([]);
  });
});

describe('the form for redacting', () => {
  const COMMENTS_LISTED_MAX = 400;
  const largest = (character: string) => ({
    number: 'HELPDESKIT-2147483647',
    title: character.repeat(200).slice(0, 200),
    description: character.repeat(40_000),
    parts: TICKET_PARTS,
    comments: Array.from({ length: COMMENTS_LISTED_MAX }, (_, index) => ({
      id: 2_000_000_000 + index,
      authorName: character.repeat(80),
      createdAt: new Date(0),
      content: character.repeat(1_000),
      isInternal: true,
      isDeleted: true,
      fileCount: 10,
    })),
    olderCount: 99_999,
  });

  it.each(LARGEST)('fits Slack at its largest (%j)', (character) => {
    const view = buildRedact(largest(character), ['title', '2000000000']);
    expect(viewProblems(view, 'modal')).toEqual([]);
    expect(JSON.stringify(view).length).toBeLessThan(250_000);
  });

  it('can be opened on a ticket that has only a title, and asks for one thing', () => {
    const view = buildRedact({ ...largest('x'), parts: ['title'], comments: [], olderCount: 0 }, []);
    expect(viewProblems(view, 'modal')).toEqual([]);
    expect(fieldsOf(view).map(({ label }) => label)).toEqual(['What is to be redacted?']);
  });

  it('says before it is done what stays, with links, at its largest', () => {
    const commentIds = Array.from({ length: REDACTED_MAX }, (_, index) => 2_000_000_000 + index);
    const standing = commentIds.map(() => ({
      slackChannelId: 'C0123456789',
      messageTs: '1700000000.000100',
    }));
    const preview = { title: 'x'.repeat(200), comments: REDACTED_MAX, standing, isTitleInDescription: true };
    const view = confirmRedactView(
      { ticket: 'HELPDESKIT-2147483647', parts: TICKET_PARTS, commentIds },
      preview,
      {
        workspaceUrl: 'https://a-very-long-name-of-a-workspace.slack.com/',
      },
    );
    expect(viewProblems(view, 'modal')).toEqual([]);
    const text = JSON.stringify(view);
    expect(text).toContain('This cannot be undone');
    expect(text).toContain('archives/C0123456789/p1700000000000100');
    expect(text).toContain('40 more');
  });
});

it.each(LARGEST)('the form for erasing a person fits Slack at its largest (%j)', (character) => {
  const preview = {
    name: character.repeat(80),
    comments: 9_999_999,
    tickets: 9_999_999,
    openTickets: 9_999_999,
  };
  const view = buildErase('U0123456789', preview);
  expect(viewProblems(view, 'modal')).toEqual([]);
  expect(fieldsOf(view).map(({ label, isOptional }) => [label, isOptional])).toEqual([
    ['What they wrote', true],
  ]);
});

describe('the form for canned responses', () => {
  const changedAt = new Date('2026-03-02T10:00:00.123Z');
  const responseOf = (character: string, id: number) => ({
    ...{ id, name: character.repeat(75), content: character.repeat(3_000), changedAt },
  });

  it.each(LARGEST)('fits Slack with as many as there can be (%j)', (character) => {
    const responses = Array.from({ length: RESPONSES_MAX }, (_, index) => responseOf(character, index + 1));
    const [chosen = null] = responses;
    const project = { key: 'HELPDESKIT', name: character.repeat(255) };
    const note = character.repeat(500);
    const view = buildResponses({ project, responses }, { chosen, revision: 9, note });
    expect(viewProblems(view, 'modal')).toEqual([]);
  });

  it('is empty for a new one, and offers to delete only what is there', () => {
    const response = responseOf('x', 7);
    const found = { project: { key: 'IT', name: 'IT' }, responses: [response] };
    const fresh = buildResponses(found, { chosen: null, revision: 0, note: '' });
    const chosen = buildResponses(found, { chosen: response, revision: 1, note: '' });
    expect(fieldsOf(fresh).map(({ label, initial }) => [label, initial])).toEqual([
      ['Name', undefined],
      ['What it says', undefined],
    ]);
    expect(fieldsOf(chosen).map(({ initial }) => initial)).toEqual([response.name, response.content]);
    const deletes = [fresh, chosen].map((view) => JSON.stringify(view).includes('delete_response'));
    expect(deletes).toEqual([false, true]);
  });
});

describe('a response put into an answer', () => {
  const long = 'x'.repeat(2_990);
  it.each([
    ['fills an empty field', '', 'Hi Bo', 'Hi Bo', null],
    ['comes after what was typed', 'See IT-7.\n', 'Hi Bo', 'See IT-7.\n\nHi Bo', null],
    ['stays out where both have no room', long, 'Hi Bo, done', long, /no room for “Greeting”.*3,000/],
    ['may be as long as the field', '', '😀'.repeat(3_000), '😀'.repeat(3_000), null],
  ])('%s', (_case, typed, text, expected, note) => {
    const filling = putIn(EMPTY, typed, { name: 'Greeting', text, unknown: [] });
    expect(filling).toMatchObject({ text: expected, revision: 1 });
    if (note === null) expect(filling.note).toBeNull();
    else expect(filling.note).toMatch(note);
  });

  it('comes with a word above the field about what could not be filled in', () => {
    const response = { name: 'Greeting', text: 'Hi {nmae}', unknown: ['{nmae}'] };
    const filling = putIn({ ...EMPTY, choices: [{ id: 1, name: 'Greeting' }] }, '', response);
    expect(filling.text).toBe('Hi {nmae}');
    const view = JSON.stringify(buildReply({ number: 'IT-1', title: 'VPN down' }, filling));
    expect(view).toMatch(/I cannot fill in \{nmae\}: it would be sent as it is\..*"label"/);
  });
});
