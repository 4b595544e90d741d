/** `users.*`, `bots.info`, `team.info`, `auth.test`: who is who. */

import { bot, memberById, type WorkspaceCore } from '../workspace/core.js';
import { asText } from '../workspace/json.js';
import { memberJson } from '../workspace/members.js';
import { SlackError } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';
import { page, pageMetadata } from './lookups.js';
import type { MethodContext, MethodTable } from './method.js';

const PAGE = { limit: 1000, max: 1000 } as const;

function authTest({ core }: MethodContext): JsonObject {
  const { team, app } = core.state;
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: bot(core).handle,
    team_id: team.id,
    user_id: app.botUserId,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

function userInfo({ core }: MethodContext, args: JsonObject): JsonObject {
  const id = asText(args.user);
  if (!core.state.members.has(id)) throw new SlackError('user_not_found');
  return { user: memberJson(core, memberById(core, id)) };
}

/** People of the workspace; outsiders are known one by one, not listed. */
function userList({ core }: MethodContext, args: JsonObject): JsonObject {
  const ours = [...core.state.members.values()].filter((member) => !member.isStranger);
  const { items, nextCursor } = page(ours, args, PAGE);
  return {
    members: items.map((member) => memberJson(core, member)),
    cache_ts: Math.floor(core.clock.now().getTime() / 1000),
    ...pageMetadata(nextCursor),
  };
}

/** Of the app and of the workspace there is one picture in every size. */
function icons(core: WorkspaceCore, sizes: readonly number[]): JsonObject {
  return Object.fromEntries(sizes.map((pixels) => [`image_${pixels}`, `${core.origin}/icon.svg`]));
}

function botInfo({ core }: MethodContext, args: JsonObject): JsonObject {
  const { app } = core.state;
  if (args.bot !== undefined && args.bot !== app.botId) throw new SlackError('bot_not_found');
  return {
    bot: {
      id: app.botId,
      deleted: false,
      name: 'Threadesk',
      updated: 0,
      app_id: app.id,
      user_id: app.botUserId,
      icons: icons(core, [36, 48, 72]),
    },
  };
}

function teamInfo({ core }: MethodContext, args: JsonObject): JsonObject {
  const { team } = core.state;
  if (args.team !== undefined && args.team !== team.id) throw new SlackError('team_not_found');
  return {
    team: {
      ...team,
      email_domain: `${team.domain}.example`,
      icon: { image_default: true, ...icons(core, [34, 44, 68, 88, 102, 132]) },
    },
  };
}

export const PEOPLE_METHODS: MethodTable = {
  'auth.test': { args: {}, tier: 'special', scope: null, isReading: true, run: authTest },
  'users.info': {
    args: { user: 'string!', include_locale: 'boolean' },
    tier: 4,
    scope: 'users:read',
    isReading: true,
    run: userInfo,
  },
  'users.list': {
    args: { cursor: 'string', limit: 'number', include_locale: 'boolean', team_id: 'string' },
    tier: 2,
    scope: 'users:read',
    isReading: true,
    run: userList,
  },
  'bots.info': {
    args: { bot: 'string', team_id: 'string' },
    tier: 3,
    scope: 'users:read',
    isReading: true,
    run: botInfo,
  },
  'team.info': {
    args: { team: 'string', domain: 'string' },
    tier: 3,
    scope: 'team:read',
    isReading: true,
    run: teamInfo,
  },
};
