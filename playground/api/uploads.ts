/** The two calls around an upload: where to send a file, and with whom it is shared then. */

import { findMessage } from '../workspace/core.js';
import { addUpload, uploadedJson } from '../workspace/files.js';
import { asObject, asText, codePoints } from '../workspace/json.js';
import { addMessage, type MessageDraft } from '../workspace/messages.js';
import { readBlocks } from '../workspace/read-blocks.js';
import { SlackError } from '../workspace/slack-error.js';
import type { Channel, JsonObject, SlackFile } from '../workspace/types.js';
import { textArgument } from './arguments.js';
import { ownChannel } from './lookups.js';
import type { MethodContext, MethodTable } from './method.js';

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal#errors */
const ALT_TEXT_MAX = 1000;
const SNIPPET_BYTES_MAX = 1024 * 1024;
/** https://docs.slack.dev/reference/methods/files.completeUploadExternal#errors */
const CHANNELS_MAX = 100;

function getUploadUrl({ core }: MethodContext, args: JsonObject): JsonObject {
  const size = Number(args.length);
  if (!Number.isInteger(size) || size < 0) throw new SlackError('invalid_arguments');
  if (size === 0) throw new SlackError('missing_argument');
  if (codePoints(asText(args.alt_txt ?? '')) > ALT_TEXT_MAX) throw new SlackError('alt_txt_too_large');
  if (args.snippet_type !== undefined && size > SNIPPET_BYTES_MAX) throw new SlackError('snippet_too_large');
  const { id } = addUpload(core, { name: asText(args.filename), size });
  return { upload_url: `${core.origin}/upload/${id}`, file_id: id };
}

/** Files whose content has come. Throws `file_not_found`, and `access_denied` for what the app did not announce itself. */
function uploadsOf({ core }: MethodContext, args: JsonObject): SlackFile[] {
  const given = Array.isArray(args.files) ? args.files.map(asObject) : [];
  if (given.length === 0) {
    throw new SlackError('invalid_arguments', ['[ERROR] must provide a list of files [json-pointer:/files]']);
  }
  return given.map(({ id, title }) => {
    const file = core.state.files.get(asText(id));
    if (file !== undefined && file.userId !== core.state.app.botUserId) throw new SlackError('access_denied');
    if (file?.isUpload !== true || Buffer.byteLength(file.content) !== file.size) {
      throw new SlackError('file_not_found');
    }
    if (typeof title === 'string') file.title = title;
    return file;
  });
}

/** Where it is to be shared: nowhere yet, in one conversation, or in several. */
function channelsOf({ core }: MethodContext, args: JsonObject): Channel[] {
  if (args.channel_id !== undefined) return [ownChannel(core, { channel: args.channel_id })];
  const ids = asText(args.channels ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length > CHANNELS_MAX) throw new SlackError('channels_limit_exceeded');
  return ids.map((channel) => {
    if (!core.state.channels.has(channel)) throw new SlackError('invalid_channel');
    return ownChannel(core, { channel });
  });
}

/** Slack shows the blocks only where there is no comment. */
function draftOf({ core }: MethodContext, args: JsonObject, files: readonly SlackFile[]): MessageDraft {
  const comment = textArgument(args, 'initial_comment') ?? '';
  const blocks = readBlocks(core, args.blocks);
  const threadTs = textArgument(args, 'thread_ts');
  return {
    userId: core.state.app.botUserId,
    botId: core.state.app.botId,
    subtype: 'file_share',
    text: comment,
    fileIds: files.map(({ id }) => id),
    ...(blocks && comment === '' ? { blocks } : {}),
    ...(threadTs === undefined ? {} : { threadTs }),
  };
}

/** The message is posted in Slack's own time, and never where all of its files are deleted by then. */
function completeUpload(context: MethodContext, args: JsonObject): JsonObject {
  const { core, holdsShare } = context;
  const channels = channelsOf(context, args);
  const files = uploadsOf(context, args);
  const draft = draftOf(context, args, files);
  const { threadTs } = draft;
  const isAnswer = (channel: Channel) => findMessage(core, channel.id, threadTs ?? '') !== undefined;
  if (threadTs !== undefined && !channels.every(isAnswer)) throw new SlackError('thread_not_found');
  for (const file of files)
    Object.assign(file, { isUpload: false, channelIds: channels.map(({ id }) => id) });
  for (const channel of channels) {
    const share = () => {
      if (!files.every(({ isDeleted }) => isDeleted)) addMessage(core, channel, draft);
    };
    if (!holdsShare(share)) share();
  }
  return { files: files.map((file) => uploadedJson(core, file)) };
}

export const UPLOADS_METHODS: MethodTable = {
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
      channels: 'string',
      initial_comment: 'string',
      blocks: 'json',
      thread_ts: 'ts',
    },
    tier: 4,
    scope: 'files:write',
    run: completeUpload,
  },
};
