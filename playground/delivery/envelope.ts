/** Wraps an event the way the Events API does, with one id that stays the same on every redelivery. */

import { nextId, nowSeconds, type WorkspaceCore } from '../workspace/core.js';
import { asText } from '../workspace/json.js';
import type { AppEvent, JsonObject } from '../workspace/types.js';

/** The `event_callback` around an event. */
export function eventCallback(core: WorkspaceCore, { event, channelId }: AppEvent): JsonObject {
  const { team, app } = core.state;
  const channel = channelId === undefined ? undefined : core.state.channels.get(channelId);
  return {
    token: 'playground-verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: nextId(core, 'Ev'),
    event_time: nowSeconds(core),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.isExtShared ?? false,
    ...(channel ? { event_context: `1-${asText(event.type)}-${team.id}-${channel.id}` } : {}),
  };
}
