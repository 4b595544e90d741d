/** `reactions.*`, `files.info` and `files.delete`. */

import type { WorkspaceCore } from '../workspace/core.js';
import { isReadableByApp, wholeFileJson } from '../workspace/files.js';
import { parseTs } from '../workspace/ids.js';
import { asText } from '../workspace/json.js';
import { messageJson, permalink } from '../workspace/message-json.js';
import { addReaction, changeMessage, removeReaction } from '../workspace/messages.js';
import { SlackError } from '../workspace/slack-error.js';
import type { Channel, JsonObject, Message } from '../workspace/types.js';
import { messageAt, ownChannel } from './lookups.js';
import type { MethodContext, MethodTable } from './method.js';

function target(core: WorkspaceCore, args: JsonObject): { channel: Channel; message: Message; name: string } {
  if (args.channel === undefined || args.timestamp === undefined) throw new SlackError('no_item_specified');
  const channel = ownChannel(core, args);
  if (parseTs(asText(args.timestamp)) === null) throw new SlackError('bad_timestamp');
  const message = messageAt(core, channel, args.timestamp);
  return { channel, message, name: asText(args.name) };
}

function checkName(name: string): void {
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
}

function add({ core }: MethodContext, args: JsonObject): JsonObject {
  const { channel, message, name } = target(core, args);
  checkName(name);
  if (channel.isArchived) throw new SlackError('is_archived');
  addReaction(core, channel, message, core.state.app.botUserId, name);
  return {};
}

function remove({ core }: MethodContext, args: JsonObject): JsonObject {
  const { channel, message, name } = target(core, args);
  checkName(name);
  removeReaction(core, channel, message, core.state.app.botUserId, name);
  return {};
}

function get({ core }: MethodContext, args: JsonObject): JsonObject {
  const { channel, message } = target(core, args);
  const json = messageJson(core, message, { withThread: true });
  return {
    type: 'message',
    channel: channel.id,
    message: { ...json, permalink: permalink(core, channel, message) },
  };
}

function fileInfo({ core }: MethodContext, args: JsonObject): JsonObject {
  const file = core.state.files.get(asText(args.file));
  if (!file) throw new SlackError('file_not_found');
  if (file.isDeleted) throw new SlackError('file_deleted');
  if (!isReadableByApp(core, file)) throw new SlackError('file_not_found');
  return { file: wholeFileJson(core, file), comments: [] };
}

/** Only the app's own files. Messages that hold one show that it is gone. */
function deleteFile({ core }: MethodContext, args: JsonObject): JsonObject {
  const file = core.state.files.get(asText(args.file));
  if (!file) throw new SlackError('file_not_found');
  if (file.isDeleted) throw new SlackError('file_deleted');
  if (file.userId !== core.state.app.botUserId) throw new SlackError('cant_delete_file');
  const messages = [...core.state.messages.values()]
    .flat()
    .filter(({ fileIds }) => fileIds?.includes(file.id));
  file.isDeleted = true;
  for (const message of messages) {
    const channel = core.state.channels.get(message.channelId);
    if (channel !== undefined) changeMessage(core, channel, message, () => undefined);
  }
  return {};
}

export const REACTIONS_AND_FILES_METHODS: MethodTable = {
  'reactions.add': {
    args: { channel: 'string!', name: 'string!', timestamp: 'string!' },
    tier: 3,
    scope: 'reactions:write',
    run: add,
  },
  'reactions.remove': {
    args: { channel: 'string', name: 'string!', timestamp: 'string', file: 'string', file_comment: 'string' },
    tier: 2,
    scope: 'reactions:write',
    run: remove,
  },
  'reactions.get': {
    args: { channel: 'string', timestamp: 'string', full: 'boolean', file: 'string', file_comment: 'string' },
    tier: 3,
    scope: 'reactions:read',
    isReading: true,
    run: get,
  },
  'files.delete': {
    args: { file: 'string!' },
    tier: 3,
    scope: 'files:write',
    run: deleteFile,
  },
  'files.info': {
    args: { file: 'string!', cursor: 'string', limit: 'number' },
    tier: 4,
    scope: 'files:read',
    isReading: true,
    run: fileInfo,
  },
};
