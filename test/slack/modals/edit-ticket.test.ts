/** The form for all fields: what it asks whom, at Slack's limits, and what its answers mean. */
import { describe, expect, it } from 'vitest';
import { TICKET_FIELDS, type TicketField } from '../../../src/domain/ticket-fields.js';
import type { FieldsView } from '../../../src/services/tickets/view-fields.js';
import { buildEditTicket, typedFields } from '../../../src/slack/modals/edit-ticket.js';
import { fieldsOf } from './view-fields.js';

const person = (slackUserId: string) => ({ slackUserId, name: 'x' });

function view(facts: Partial<FieldsView> = {}): FieldsView {
  return {
    number: 'IT-42',
    values: {
      ...{ title: 'VPN down', issueType: 'bug', priority: 'high', tags: ['vpn', 'porto'], reporterId: 1 },
      ...{ assigneeId: 2, watcherIds: [3], isConfidential: false, projectId: 1 },
    },
    fields: TICKET_FIELDS,
    ...{ reporter: person('U0BO'), assignee: person('U0ANA'), watchers: [person('U0CLEO')], notes: 2 },
    projects: [
      { id: 1, key: 'IT', name: 'IT Support', agents: 2 },
      { id: 2, key: 'HR', name: 'Human Resources', agents: 1 },
    ],
    ...facts,
  };
}

const ALL = [
  'title',
  'issue_type',
  'priority',
  'tags',
  'reporter',
  'assignee',
  'watchers',
  'confidential',
  'project',
  'with_notes',
];

describe('the form', () => {
  it.each<[string, Partial<FieldsView>, string[]]>([
    ['everything', {}, ALL],
    ['no notes to take along where there are none', { notes: 0 }, ALL.slice(0, 9)],
    ['what may be changed', { fields: ['title', 'priority'] }, ['title', 'priority']],
    [
      'no reporter whom Slack would refuse to show',
      { reporter: person('erased-7') },
      ALL.filter((id) => id !== 'reporter'),
    ],
    ['no project where there is one alone', { projects: view().projects.slice(0, 1) }, ALL.slice(0, 8)],
    [
      'no watchers where they are a crowd',
      { watchers: Array.from({ length: 51 }, () => person('U0X')) },
      ALL.filter((id) => id !== 'watchers'),
    ],
  ])('asks for %s', (_name, facts, ids) => {
    expect(fieldsOf(buildEditTicket(view(facts))).map(({ blockId }) => blockId)).toEqual(ids);
  });

  it('opens with the tags chosen that the ticket has', () => {
    const tags = fieldsOf(buildEditTicket(view())).find(({ blockId }) => blockId === 'tags');
    expect(tags?.initial).toMatchObject([{ value: 'vpn' }, { value: 'porto' }]);
  });

  it('stays within what Slack keeps for it, however long the values are', () => {
    const tags = Array.from({ length: 20 }, (_, index) => `${index}${'"'.repeat(48)}`);
    const watchers = Array.from({ length: 50 }, (_, index) => person(`U0X${index}`));
    const values = {
      ...view().values,
      title: '"'.repeat(200),
      tags,
      watcherIds: watchers.map((_, id) => id),
    };
    const projects = Array.from({ length: 100 }, (_, id) => ({
      id,
      key: 'ABCDEFGHIJ',
      name: 'x'.repeat(255),
      agents: 1_000,
    }));
    const { private_metadata: metadata = '', blocks } = buildEditTicket(view({ values, watchers, projects }));
    expect(metadata.length).toBeLessThan(3_000);
    expect(JSON.stringify(blocks)).not.toMatch(/"text":"[^"]{76,}\(ABC/);
  });
});

describe('its answers', () => {
  const answers = (states: Record<string, object>) =>
    typedFields(Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { value: state }])));

  it.each<[string, Record<string, object>, object]>([
    ['nothing that it did not have', {}, {}],
    ['an assignee', { assignee: { selected_users: ['U0ANA'] } }, { assignee: 'U0ANA' }],
    ['nobody', { assignee: { selected_users: [] } }, { assignee: null }],
    [
      'no person whom Slack cannot know',
      { reporter: { selected_user: '<!channel>' }, watchers: { selected_users: ['x', 'U0BO'] } },
      { watchers: ['U0BO'] },
    ],
    [
      'no type or priority that is none',
      {
        issue_type: { selected_option: { value: 'wish' } },
        priority: { selected_option: { value: 'high' } },
      },
      { priority: 'high' },
    ],
    ['no project that is no number', { project: { selected_option: { value: '1e99' } } }, {}],
    [
      'tags as they were chosen',
      { tags: { selected_options: [{ value: 'vpn' }, { value: 'a, b' }] } },
      { tags: ['vpn', 'a, b'] },
    ],
    ['no tags', { tags: { selected_options: [] } }, { tags: [] }],
    [
      'tags as people wrote them in the version before',
      { tags: { value: '#VPN, porto,' } },
      { tags: ['VPN', 'porto'] },
    ],
    ['what is not ticked', { confidential: { selected_options: [] } }, { isConfidential: false }],
  ])('are %s', (_name, states, typed) => {
    expect(answers(states)).toEqual(typed);
  });

  it('names a block for every field', () => {
    const fields: readonly TicketField[] = TICKET_FIELDS;
    expect(ALL).toHaveLength(fields.length + 1);
  });
});
