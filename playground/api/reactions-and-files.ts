/** `reactions.*`, `files.info`, and the two calls around an upload. */

import type { WorkspaceCore } from '../workspace/core.js';
import { addUpload, fileJson, isReadableByApp } from '../workspace/files.js';
import { parseTs } from '../workspace/ids.js';
import { asObject, asText } from '../workspace/json.js';
import { messageJson, permalink } from '../workspace/message-json.js';
import { addMessage, addReaction, changeMessage, removeReaction } from '../workspace/messages.js';
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
  return { file: { ...fileJson(core, file), channels: file.channelIds }, comments: [] };
}

function getUploadUrl({ core }: MethodContext, args: JsonObject): JsonObject {
  const size = Number(args.length);
  if (!Number.isInteger(size) || size < 1) throw new SlackError('invalid_arguments');
  const { id } = addUpload(core, { name: asText(args.filename), size });
  return { upload_url: `${core.origin}/upload/${id}`, file_id: id };
}

/**
 * One conversation, and only files whose content has come. Their message is posted in Slack's own time, and never where all of them are deleted
 * by then.
 */
function completeUpload({ core, holdsShare }: MethodContext, args: JsonObject): JsonObject {
  const given = Array.isArray(args.files) ? args.files.map(asObject) : [];
  const files = given.map(({ id, title }) => {
    const file = core.state.files.get(asText(id));
    if (file?.isUpload !== true || Buffer.byteLength(file.content) !== file.size) {
      throw new SlackError('file_not_found');
    }
    if (typeof title === 'string') file.title = title;
    return file;
  });
  if (files.length === 0) throw new SlackError('invalid_arguments');
  if (args.channel_id !== undefined) {
    const channel = ownChannel(core, { channel: args.channel_id });
    for (const file of files) Object.assign(file, { isUpload: false, channelIds: [channel.id] });
    const share = () => {
      if (files.every(({ isDeleted }) => isDeleted)) return;
      addMessage(core, channel, {
        ...{ userId: core.state.app.botUserId, botId: core.state.app.botId, subtype: 'file_share' },
        ...{ text: asText(args.initial_comment ?? ''), fileIds: files.map(({ id }) => id) },
        ...(args.thread_ts === undefined ? {} : { threadTs: asText(args.thread_ts) }),
      });
    };
    if (!holdsShare(share)) share();
  }
  return { files: files.map(({ id, title }) => ({ id, title })) };
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
    run: get,
  },
  'files.getUploadURLExternal': {
    args: { filename: 'string!', length: 'number!', alt_txt: 'string', snippet_type: 'string' },
    tier: 4,
    scope: 'files:write',
    run: getUploadUrl,
  },
  'files.completeUploadExternal': {
    args: {
      files: 'json!',
      channel_id: 'string',
      initial_comment: 'string',
      thread_ts: 'ts',
      channels: 'string',
    },
    tier: 4,
    scope: 'files:write',
    run: completeUpload,
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
    run: fileInfo,
  },
};
