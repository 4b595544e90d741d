/** `manifest.yml` creates the Slack app that the code expects: no command, event or scope too many or too few. */
import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { DEFAULT_SUBSCRIPTIONS } from '../../playground/workspace/app-events.js';
import { GRANTED_SCOPES } from '../../playground/workspace/granted-scopes.js';
import { DEFAULT_COMMAND_NAMES } from '../../src/domain/command-names.js';
import { EVENT_HANDLERS } from '../../src/slack/events/event-handlers.js';
import { SHORTCUTS } from '../../src/slack/ids.js';
import { COMMAND_HANDLERS } from '../../src/slack/register-handlers.js';
import { NEEDED_SCOPES } from '../../src/slack/scopes.js';
import { SHORTCUT_HANDLERS } from '../../src/slack/shortcuts/shortcut-handlers.js';
import {
  READ_METHODS,
  type ReadMethod,
  WRITE_METHODS,
  type WriteMethod,
} from '../../src/slack/web-api-methods.js';

const raw: unknown = parse(readFileSync('manifest.yml', 'utf8'));
const manifest = z
  .object({
    features: z.object({
      app_home: z.object({ messages_tab_enabled: z.boolean(), messages_tab_read_only_enabled: z.boolean() }),
      slash_commands: z.array(
        z.object({ command: z.string(), should_escape: z.boolean(), usage_hint: z.string() }),
      ),
      shortcuts: z.array(z.object({ callback_id: z.string(), type: z.string() })),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.boolean() }),
      socket_mode_enabled: z.boolean(),
    }),
  })
  .parse(raw);

/** Bot scopes of each method the code calls: https://docs.slack.dev/reference/methods */
const METHOD_SCOPES: Record<ReadMethod | WriteMethod, readonly string[]> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
  // Profiles come without an address where the second one is missing.
  'users.info': ['users:read', 'users:read.email'],
  'users.list': ['users:read', 'users:read.email'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.members': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.join': ['channels:join'],
  'conversations.open': ['im:write'],
  // Slack also asks for it where a form has a field for files.
  'files.info': ['files:read'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
};

/** Bot scopes of each event: https://docs.slack.dev/reference/events */
const EVENT_SCOPES: Record<string, readonly string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_id_changed: ['channels:read', 'groups:read'],
  channel_left: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unarchive: ['channels:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_rename: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  reaction_added: ['reactions:read'],
  team_join: ['users:read'],
  user_change: ['users:read'],
};

const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

describe('the manifest', () => {
  it("is valid by Slack's own schema", () => {
    const schema = JSON.parse(readFileSync('test/fixtures/slack-manifest.schema.json', 'utf8')) as AnySchema;
    const validate = new Ajv({ strict: false, allErrors: true, logger: false }).compile(schema);
    validate(raw);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has exactly the commands that are registered, all of them escaped and with a usage hint', () => {
    const commands = manifest.features.slash_commands;
    expect(commands.map(({ command }) => command)).toEqual(Object.values(DEFAULT_COMMAND_NAMES));
    expect(Object.keys(DEFAULT_COMMAND_NAMES)).toEqual(Object.keys(COMMAND_HANDLERS));
    expect(commands.every(({ should_escape, usage_hint }) => should_escape && usage_hint !== '')).toBe(true);
  });

  it('has exactly the shortcuts that are registered', () => {
    const ids = manifest.features.shortcuts.map(({ callback_id }) => callback_id);
    expect(sorted(ids)).toEqual(sorted(Object.keys(SHORTCUT_HANDLERS)));
    expect(sorted(ids)).toEqual(sorted(Object.values(SHORTCUTS)));
    const global = manifest.features.shortcuts.filter(({ type }) => type === 'global');
    expect(global.map(({ callback_id }) => callback_id)).toEqual([SHORTCUTS.createTicket]);
  });

  it('subscribes to exactly the events that are listened to', () => {
    const events = manifest.settings.event_subscriptions.bot_events;
    expect(sorted(events.map((event) => event.replace(/^message\..*/, 'message')))).toEqual(
      sorted(Object.keys(EVENT_HANDLERS)),
    );
    expect(events.filter((event) => event.startsWith('message.'))).toEqual([
      'message.channels',
      'message.groups',
      'message.im',
      'message.mpim',
    ]);
    expect(sorted(DEFAULT_SUBSCRIPTIONS)).toEqual(sorted(events));
  });

  it('asks for exactly the scopes that its events and the called methods need', () => {
    const needed = [
      'commands',
      ...[...READ_METHODS, ...WRITE_METHODS].flatMap((method) => METHOD_SCOPES[method]),
      ...manifest.settings.event_subscriptions.bot_events.flatMap((event) => EVENT_SCOPES[event] ?? ['?']),
    ];
    expect(manifest.oauth_config.scopes.bot).toEqual(sorted(needed));
    expect(NEEDED_SCOPES).toEqual(manifest.oauth_config.scopes.bot);
    expect(GRANTED_SCOPES).toEqual(manifest.oauth_config.scopes.bot);
  });

  it('names every address that HTTP mode needs, and so does the README', () => {
    const comment = /# For HTTP instead:[\s\S]*?(?=\n {2}\w)/.exec(readFileSync('manifest.yml', 'utf8'))?.[0];
    expect(comment).toContain('message_menu_options_url');
    expect(comment).toContain('/slack/events');
    const readme = /Over HTTP instead:[\s\S]*?(?=\n\d\.)/.exec(readFileSync('README.md', 'utf8'))?.[0];
    for (const word of ['commands', 'interactivity', 'events', 'Options Load URL', '/slack/events']) {
      expect(readme).toContain(word);
    }
  });

  it('lets people write to the bot, and the bot hear presses without a public address', () => {
    expect(manifest.features.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
  });
});
