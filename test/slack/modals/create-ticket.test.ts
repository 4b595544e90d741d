import { describe, expect, it } from 'vitest';
import { viewProblems } from '../../../playground/block-kit/validate.js';
import {
  buildFromMessage,
  type FromMessageForm,
  parseFromMessage,
} from '../../../src/slack/modals/create-from-message.js';
import {
  buildCreateTicket,
  type CreateForm,
  parseCreateTicket,
} from '../../../src/slack/modals/create-ticket.js';
import { fieldsOf, stateOf, submitted } from './view-fields.js';

const DIRECT = 'Direct messages, only you and the agents';
const IT = { id: 1, key: 'IT', name: 'IT Support' };
const HR = { id: 2, key: 'HR', name: 'People' };
const HELP = { slackChannelId: 'C0HELP', name: 'it-help', isPublic: true, isDefault: true };

const createForm = (change: Partial<CreateForm> = {}): CreateForm => ({
  projects: [IT],
  preselected: 1,
  isAgent: false,
  isConfidential: false,
  title: '',
  description: '',
  reporter: 'U0BO',
  talkChannel: HELP,
  ...change,
});

const messageForm = (change: Partial<FromMessageForm> = {}): FromMessageForm => ({
  projects: [IT],
  preselected: 1,
  isAgent: false,
  isConfidential: false,
  title: 'VPN down',
  description: 'VPN down\nsince nine',
  message: { slackChannelId: 'C0HELP', ts: '1772445600.000100', author: 'U0BO' },
  whereText: 'Here.',
  offersEarlier: false,
  ...change,
});

const labels = (view: Parameters<typeof fieldsOf>[0]) => fieldsOf(view).map(({ label }) => label);

describe('the form for a new ticket', () => {
  it.each([
    [
      'a requester with one project',
      {},
      ['Title', 'Description', 'Type', 'Priority', 'Where to talk', 'Confidential'],
    ],
    [
      'a requester with a choice of projects',
      { projects: [IT, HR] },
      ['Project', 'Title', 'Description', 'Type', 'Priority', 'Where to talk', 'Confidential'],
    ],
    [
      'an agent',
      { isAgent: true },
      [
        'Title',
        'Description',
        'Type',
        'Priority',
        'Where to talk',
        'Confidential',
        'Reporter',
        'Assignee',
        'Tags',
      ],
    ],
  ])('asks %s exactly these fields', (_, change, expected) => {
    expect(labels(buildCreateTicket(createForm(change)))).toEqual(expected);
  });

  it.each([
    [false, 'Type', ['Incident: something is broken', 'Request: I need something']],
    [false, 'Priority', ['Low: can wait', 'Medium', 'High: several people cannot work']],
    [
      true,
      'Priority',
      ['Low: can wait', 'Medium', 'High: several people cannot work', 'Critical: work stands still'],
    ],
  ])('offers (agent: %s) as %s: %j', (isAgent, label, options) => {
    const field = fieldsOf(buildCreateTicket(createForm({ isAgent }))).find((each) => each.label === label);
    expect(field?.options).toEqual(options);
  });

  it.each([
    ['in a request channel', HELP, 'C0HELP', ['In #it-help, where everyone can read it', DIRECT]],
    [
      'in any other public channel',
      { ...HELP, isDefault: false },
      'direct',
      ['In #it-help, where everyone can read it', DIRECT],
    ],
    [
      'in a private request channel',
      { ...HELP, isPublic: false },
      'C0HELP',
      ['In #it-help, where everyone there can read it', DIRECT],
    ],
    ['elsewhere', null, 'direct', [DIRECT]],
  ])(
    'started %s offers these places to talk, and the right one first',
    (_, talkChannel, initial, options) => {
      const field = fieldsOf(buildCreateTicket(createForm({ talkChannel }))).find(
        ({ label }) => label === 'Where to talk',
      );
      expect(field).toMatchObject({ initial, options });
    },
  );

  it('reads back what it was built with', () => {
    const view = buildCreateTicket(
      createForm({
        projects: [IT, HR],
        preselected: 2,
        isAgent: true,
        title: 'VPN down',
        description: 'a &lt; b',
      }),
    );
    const { values, metadata } = submitted(view);
    expect(parseCreateTicket(values, metadata)).toEqual({
      projectId: 2,
      title: 'VPN down',
      description: 'a &lt; b',
      issueType: 'request',
      priority: 'medium',
      talk: 'C0HELP',
      reporter: 'U0BO',
      assignee: null,
      tags: [],
      isConfidential: false,
    });
  });

  it('offers the tags in use, before anything is typed', () => {
    const tags = buildCreateTicket(createForm({ isAgent: true })).blocks.find(
      (block) => block.block_id === 'tags',
    );
    expect(tags).toMatchObject({
      element: {
        type: 'multi_external_select',
        action_id: 'tags',
        min_query_length: 0,
        max_selected_items: 20,
      },
    });
  });

  it.each([
    [
      'as they were chosen',
      { selected_options: [{ value: 'VPN' }, { value: 'new, one' }, { value: 'vpn' }] },
      ['vpn', 'new, one'],
    ],
    ['none', { selected_options: [] }, []],
  ])('reads tags %s', (_name, state, tags) => {
    const { values, metadata } = submitted(buildCreateTicket(createForm({ isAgent: true })));
    expect(parseCreateTicket({ ...values, tags: stateOf(state) }, metadata).tags).toEqual(tags);
  });

  it.each([
    ['too long', ['x'.repeat(51)], 'A tag has at most 50 characters.'],
    ['too many', Array.from({ length: 21 }, (_, index) => `t${index}`), 'A ticket has at most 20 tags.'],
  ])('refuses tags that are %s at their field', (_name, tags, message) => {
    const { values, metadata } = submitted(buildCreateTicket(createForm({ isAgent: true })));
    const forged = { ...values, tags: stateOf({ selected_options: tags.map((value) => ({ value })) }) };
    expect(() => parseCreateTicket(forged, metadata)).toThrow(
      expect.objectContaining({ field: 'tags', message }),
    );
  });

  it('of a form by the version before, reads tags apart by commas, with or without a #', () => {
    const { values, metadata } = submitted(buildCreateTicket(createForm({ isAgent: true })));
    const typed = { ...values, tags: stateOf({ value: ' VPN, #office berlin,, ' }) };
    expect(parseCreateTicket(typed, metadata).tags).toEqual(['vpn', 'office berlin']);
  });

  it('remembers which closed ticket it goes on from', () => {
    const { values, metadata } = submitted(buildCreateTicket(createForm({ predecessorNumber: 'IT-7' })));
    expect(parseCreateTicket(values, metadata).predecessorNumber).toBe('IT-7');
  });

  it.each([
    ['issue_type', 'catastrophe', 'Choose a type from the list.'],
    ['priority', 'urgent', 'Choose a priority from the list.'],
    ['project', 'IT', 'Choose a project from the list.'],
  ])('refuses a %s that it did not offer', (blockId, value, message) => {
    const { values, metadata } = submitted(buildCreateTicket(createForm()));
    const forged = { ...values, [blockId]: stateOf({ selected_option: { value } }) };
    expect(() => parseCreateTicket(forged, metadata)).toThrow(message);
  });

  it.each(['', '{}', 'null', '{"projectId":"1"}', '[1]'])('refuses the forged metadata %j', (metadata) => {
    const { values } = submitted(buildCreateTicket(createForm()));
    expect(() => parseCreateTicket(values, metadata)).toThrow();
  });

  it.each([['x'], ['&'], ['😀'], ['a\n']])('fits Slack at its largest (%j)', (character) => {
    const project = (id: number) => ({ id, key: 'HELPDESKIT', name: character.repeat(255) });
    const form = {
      projects: Array.from({ length: 100 }, (_, index) => project(index + 1)),
      isAgent: true,
      title: character.repeat(3_000),
      description: character.repeat(40_000),
      talkChannel: { ...HELP, name: 'c'.repeat(80) },
    };
    expect(viewProblems(buildCreateTicket(createForm(form)), 'modal')).toEqual([]);
    expect(viewProblems(buildFromMessage(messageForm({ ...form, offersEarlier: true })), 'modal')).toEqual(
      [],
    );
  });
});

describe('the form for a ticket from a message', () => {
  it('offers to bring earlier replies along only where they would stay behind', () => {
    expect(labels(buildFromMessage(messageForm()))).toEqual([
      'Title',
      'Description',
      'Type',
      'Priority',
      'Confidential',
    ]);
    expect(labels(buildFromMessage(messageForm({ offersEarlier: true })))).toContain('Earlier replies');
  });

  it('reads back the message and the tick', () => {
    const { values, metadata } = submitted(buildFromMessage(messageForm({ offersEarlier: true })));
    const ticked = { ...values, include_earlier: stateOf({ selected_options: [{ value: 'yes' }] }) };
    expect(parseFromMessage(values, metadata)).toMatchObject({
      slackChannelId: 'C0HELP',
      ts: '1772445600.000100',
      includeEarlier: false,
    });
    expect(parseFromMessage(ticked, metadata).includeEarlier).toBe(true);
  });

  it.each([
    ['short', 'VPN down\nsince nine'],
    ['too long for the field', `start ${'x'.repeat(10_000)}`],
    ['full of mentions', 'ask <@U0ANA|ana> &amp; <!channel>'],
  ])('keeps the whole text of a message that is %s when the field is left alone', (_, description) => {
    const { values, metadata } = submitted(buildFromMessage(messageForm({ description })));
    expect(parseFromMessage(values, metadata).description).toBeNull();
  });

  it('takes an edited description instead', () => {
    const { values, metadata } = submitted(buildFromMessage(messageForm()));
    const edited = { ...values, description: stateOf({ value: 'since ten & <!channel>' }) };
    expect(parseFromMessage(edited, metadata).description).toBe('since ten &amp; &lt;!channel&gt;');
  });
});
