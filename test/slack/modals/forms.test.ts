import { describe, expect, it } from 'vitest';
import { viewProblems } from '../../../playground/block-kit/validate.js';
import { buildMoveTicket, MOVES_WITH_TEXT } from '../../../src/slack/modals/move-ticket.js';
import { loadingView, noticeView } from '../../../src/slack/modals/notice-view.js';
import { buildEditProject, buildNewProject, parseProject } from '../../../src/slack/modals/project.js';
import { buildEditReply, buildReply } from '../../../src/slack/modals/reply.js';
import { fieldsOf, submitted } from './view-fields.js';

const LARGEST = ['x', '&', '😀', 'a\n'];

describe('the form for a project', () => {
  const project = {
    key: 'HR',
    name: 'People',
    description: 'Contracts',
    requestChannel: 'C0HELP',
    triageChannel: 'C0TRIAGE',
    emoji: 'wave',
    showTargets: true,
    hasTickets: true,
  };
  const LABELS = [
    'Key',
    'Name',
    'Description',
    'Request channel',
    'Triage channel',
    'Emoji',
    'Show targets to requesters',
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
    expect(parseProject(submitted(buildEditProject(project)).values)).toEqual({ ...input, emoji: ':wave:' });
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
  it.each(MOVES_WITH_TEXT)('%s fits Slack at its largest', (verb) => {
    for (const character of LARGEST) {
      const ticket = { number: 'HELPDESKIT-2147483647', title: character.repeat(200) };
      expect(viewProblems(buildMoveTicket(ticket, verb), 'modal')).toEqual([]);
    }
  });

  it('asks for a resolution only when resolving, and for words never by force', () => {
    const fields = Object.fromEntries(
      MOVES_WITH_TEXT.map((verb) => [verb, fieldsOf(buildMoveTicket({ number: 'IT-1', title: 'x' }, verb))]),
    );
    expect(fields.resolve?.map(({ label, initial }) => [label, initial])).toEqual([
      ['Resolution', 'done'],
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
    expect(viewProblems(buildReply(ticket), 'modal')).toEqual([]);
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
