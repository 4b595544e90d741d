/** What the app was not granted it cannot do, is not told, and does not see. */

import { describe, expect, it, test } from 'vitest';
import { METHODS } from '../../playground/api/methods.js';
import { GRANTED_SCOPES } from '../../playground/workspace/granted-scopes.js';
import { box, eventsOf, outcome, webClient } from './box.js';
import { channelId } from './prepared.js';

const HISTORIES = 'channels:history,groups:history,mpim:history,im:history';
const READS = 'channels:read,groups:read,mpim:read,im:read';

/** What each method needs with no conversation named, as https://docs.slack.dev/reference/methods has it. Null: nothing. */
const NEEDED: Readonly<Record<string, string | null>> = {
  // The app-level token is asked for its own scope when it is made.
  'apps.connections.open': null,
  'auth.test': null,
  'bots.info': 'users:read',
  'chat.delete': 'chat:write',
  'chat.getPermalink': null,
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': HISTORIES,
  'conversations.info': READS,
  'conversations.join': 'channels:join',
  'conversations.list': READS,
  'conversations.members': READS,
  'conversations.open': 'channels:manage,groups:write,mpim:write,im:write',
  'conversations.replies': HISTORIES,
  'files.completeUploadExternal': 'files:write',
  'files.delete': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'files.info': 'files:read',
  'reactions.add': 'reactions:write',
  'reactions.get': 'reactions:read',
  'reactions.remove': 'reactions:write',
  'team.info': 'team:read',
  'users.conversations': READS,
  'users.info': 'users:read',
  'users.list': 'users:read',
  'views.open': null,
  'views.publish': null,
  'views.push': null,
  'views.update': null,
};

async function withScopes(...scopes: string[]) {
  const slack = await box({ scopes });
  const client = webClient(slack);
  const refusal = async (method: string, args = {}) => {
    const error = await client.apiCall(method, args).then(
      () => null,
      (thrown: { data?: Record<string, unknown> }) => thrown.data,
    );
    return error ?? null;
  };
  return { slack, client, refusal };
}

describe('a method', () => {
  it('has its row here', () => {
    expect(Object.keys(NEEDED).sort()).toEqual(Object.keys(METHODS).sort());
  });

  it.each(Object.entries(NEEDED))('%s needs %s', async (method, needed) => {
    const { slack, refusal } = await withScopes('commands', 'pins:read');
    const answer = await refusal(method);
    if (needed === null) {
      expect(answer?.error).not.toBe('missing_scope');
      return;
    }
    expect(answer).toMatchObject({ error: 'missing_scope', needed, provided: 'commands,pins:read' });
    expect(slack.violations).toMatchObject([{ rule: 'missing_scope', detail: `${method}: needs ${needed}` }]);
  });

  /** [what is granted, the call, what is missing for it; null where nothing is] */
  test.each([
    ['channels:history', 'conversations.history', '#it-triage', 'groups:history'],
    ['channels:history', 'conversations.history', '#partners', null],
    ['groups:read', 'conversations.info', '#partners', 'channels:read'],
    ['groups:read', 'conversations.members', '#it-triage', null],
  ])('with %s: %s in %s', async (granted, method, place, missing) => {
    const { slack, refusal } = await withScopes(granted);
    const answer = await refusal(method, { channel: channelId(slack, place.slice(1)) });
    expect(answer?.needed ?? null).toBe(missing);
  });

  it('lists the kinds that it was granted, and opens with one person or with several', async () => {
    const { slack, refusal } = await withScopes('channels:read', 'im:write');
    const [ana, bo] = [slack.person('Ana').id, slack.person('Bo').id];
    expect(await refusal('conversations.list')).toBeNull();
    expect(await refusal('conversations.list', { types: 'public_channel,private_channel' })).toMatchObject({
      needed: 'groups:read',
    });
    expect(await refusal('conversations.open', { users: ana })).toBeNull();
    expect(await refusal('conversations.open', { users: `${ana},${bo}` })).toMatchObject({
      needed: 'mpim:write',
    });
  });
});

it('an address stands in a profile only for who may read addresses', async () => {
  const { slack, client } = await withScopes('users:read');
  const profile = async () => (await client.users.info({ user: slack.person('Bo').id })).user?.profile;
  expect(await profile()).not.toHaveProperty('email');
  slack.grant(['users:read', 'users:read.email']);
  expect(await profile()).toMatchObject({ email: 'bo@threadesk-playground.example' });
});

it('every answer says what there is and what would do', async () => {
  const { client } = await withScopes('chat:write', 'channels:read');
  const { response_metadata: told } = await client.conversations.list();
  expect(told).toMatchObject({ scopes: ['chat:write', 'channels:read'], acceptedScopes: READS.split(',') });
});

/** [the scope, what somebody does, the type of event that does not come without it] */
test.each<[string, string, (slack: Awaited<ReturnType<typeof box>>) => unknown]>([
  ['groups:history', 'message', (slack) => slack.person('Ben').post('#it-triage', 'hello')],
  ['app_mentions:read', 'app_mention', (slack) => slack.person('Ben').post('#it-triage', '@threadesk hello')],
  ['groups:read', 'member_joined_channel', (slack) => slack.person('Ben').invite('#it-triage', 'Bo')],
  [
    'reactions:read',
    'reaction_added',
    (slack) => {
      const ben = slack.person('Ben');
      ben.react('#it-triage', ben.post('#it-triage', 'hello').ts, 'eyes');
    },
  ],
  ['users:read', 'user_change', (slack) => slack.person('Ben').setProfile({ displayName: 'Benny' })],
])('without %s no %s is told', async (scope, type, act) => {
  const granted = await box();
  act(granted);
  expect(eventsOf(granted, type)).not.toEqual([]);
  const lacking = await box({ scopes: GRANTED_SCOPES.filter((one) => one !== scope) });
  act(lacking);
  expect(eventsOf(lacking, type)).toEqual([]);
});

it('what the app is granted unless somebody says otherwise is enough for nothing else', async () => {
  const slack = await box();
  const channel = channelId(slack, 'it-triage');
  const { ts } = slack.person('Ben').post(channel, 'hello');
  const adding = webClient(slack).reactions.add({ channel, timestamp: ts, name: 'eyes' });
  expect(await outcome(adding)).toBe('missing_scope');
});
