/** Response URLs: five answers within thirty minutes to one command or interaction. */

import { changed, findMessage, nextId, nowMs, type WorkspaceCore } from './core.js';
import { addEphemeral, findEphemeral, removeEphemeral } from './ephemerals.js';
import { addMessage, changeMessage, removeMessage } from './messages.js';
import { SlackError } from './slack-error.js';
import type { Channel, Ephemeral, JsonObject, ResponseUrl } from './types.js';

/** https://docs.slack.dev/interactivity/handling-user-interaction/#message_responses */
const RESPONSE_USES_MAX = 5;
const RESPONSE_LIFETIME_MS = 30 * 60 * 1000;

export type Response = {
  text: string;
  blocks?: JsonObject[];
  responseType: 'ephemeral' | 'in_channel';
  replacesOriginal: boolean;
  deletesOriginal: boolean;
  threadTs?: string;
};

export function issueResponseUrl(
  core: WorkspaceCore,
  draft: Pick<ResponseUrl, 'userId' | 'channelId' | 'original'>,
): ResponseUrl {
  const token = nextId(core, 'R', `${nowMs(core)}`);
  const issued: ResponseUrl = { ...draft, token, createdAtMs: nowMs(core), uses: 0, responses: [] };
  core.state.responseUrls.set(token, issued);
  return issued;
}

export function responseUrlOf(core: WorkspaceCore, issued: ResponseUrl): string {
  return `${core.origin}/response/${issued.token}`;
}

function spend(core: WorkspaceCore, token: string): ResponseUrl {
  const issued = core.state.responseUrls.get(token);
  if (!issued) throw new SlackError('invalid_url');
  const isSpent = issued.uses >= RESPONSE_USES_MAX;
  if (isSpent) throw new SlackError('used_url');
  if (nowMs(core) - issued.createdAtMs > RESPONSE_LIFETIME_MS) throw new SlackError('expired_url');
  issued.uses += 1;
  return issued;
}

function body(response: Response): { text: string; blocks?: JsonObject[] } {
  return { text: response.text, ...(response.blocks ? { blocks: response.blocks } : {}) };
}

function replaceOriginal(
  core: WorkspaceCore,
  channel: Channel,
  issued: ResponseUrl,
  response: Response,
): void {
  const original = issued.original;
  if (!original) throw new SlackError('cant_update_message');
  if (original.isEphemeral) {
    const shown = findEphemeral(core, issued.userId, original.ts);
    if (!shown) return;
    if (response.deletesOriginal) removeEphemeral(core, issued.userId, original.ts);
    else Object.assign(shown, { blocks: undefined, ...body(response) });
    issued.responses.push(shown);
    changed(core);
    return;
  }
  const message = findMessage(core, channel.id, original.ts);
  if (!message) throw new SlackError('message_not_found');
  if (response.deletesOriginal) removeMessage(core, channel, message);
  else changeMessage(core, channel, message, (found) => Object.assign(found, body(response)));
}

/** Shows a response to the person who caused it, or to the channel. */
export function showResponse(core: WorkspaceCore, issued: ResponseUrl, response: Response): void {
  const channel = core.state.channels.get(issued.channelId);
  if (!channel) throw new SlackError('channel_not_found');
  if (response.deletesOriginal || response.replacesOriginal) {
    replaceOriginal(core, channel, issued, response);
    return;
  }
  const thread = response.threadTs === undefined ? {} : { threadTs: response.threadTs };
  const shown: Ephemeral =
    response.responseType === 'ephemeral'
      ? addEphemeral(core, { channelId: channel.id, userId: issued.userId, ...thread, ...body(response) })
      : {
          ...addMessage(core, channel, { ...ownDraft(core), ...thread, ...body(response) }),
          userId: issued.userId,
        };
  issued.responses.push(shown);
  changed(core);
}

function ownDraft(core: WorkspaceCore) {
  const { app, team } = core.state;
  return { userId: app.botUserId, botId: app.botId, appId: app.id, teamId: team.id };
}

/** One POST to a response URL. Throws `used_url` or `expired_url` beyond its limits. */
export function respond(core: WorkspaceCore, token: string, response: Response): void {
  showResponse(core, spend(core, token), response);
}
