/** Files as Slack describes them: complete inside the workspace, a stub where an outsider shared them. */

import { isIn, memberById, messagesOf, nextId, nowSeconds, type WorkspaceCore } from './core.js';
import { compact } from './json.js';
import type { Channel, JsonObject, SlackFile } from './types.js';

/** `size` is what Slack says about it, in bytes: that of the content, unless given. */
export type FileToShare = {
  name: string;
  title?: string;
  mimetype?: string;
  size?: number;
  content?: string;
};

/** `channelId` is null for a file that is given to the app in a modal. */
export function addFile(
  core: WorkspaceCore,
  userId: string,
  channelId: string | null,
  file: FileToShare,
): SlackFile {
  const content = file.content ?? '';
  const added: SlackFile = {
    id: nextId(core, 'F', file.name),
    name: file.name,
    title: file.title ?? file.name,
    mimetype: file.mimetype ?? 'text/plain',
    size: file.size ?? Buffer.byteLength(content),
    userId,
    createdAt: nowSeconds(core),
    channelIds: channelId === null ? [] : [channelId],
    isForApp: channelId === null,
    content,
    isDeleted: false,
  };
  core.state.files.set(added.id, added);
  return added;
}

/** A file that the app is about to send. */
export function addUpload(core: WorkspaceCore, file: { name: string; size: number }): SlackFile {
  const added = addFile(core, core.state.app.botUserId, null, file);
  added.isUpload = true;
  return added;
}

/** What stands behind the last dot of its name. */
export function filetypeOf(name: string): string {
  return name.includes('.') ? (name.split('.').at(-1) ?? 'text').toLowerCase() : 'text';
}

/** Whether the app may read it: it was given to the app, or is in a channel that the bot is in. */
export function isReadableByApp(core: WorkspaceCore, file: SlackFile): boolean {
  if (file.isForApp) return true;
  return file.channelIds.some((id) => {
    const channel = core.state.channels.get(id);
    return channel !== undefined && isIn(channel, core.state.app.botUserId);
  });
}

function channelsOf(core: WorkspaceCore, file: SlackFile): Channel[] {
  return file.channelIds.flatMap((id) => core.state.channels.get(id) ?? []);
}

function isPublic(core: WorkspaceCore, file: SlackFile): boolean {
  return channelsOf(core, file).some(({ kind }) => kind === 'public');
}

function described({ createdAt, name, title, mimetype, size }: SlackFile): JsonObject {
  return { created: createdAt, timestamp: createdAt, name, title, mimetype, size };
}

/** With `asShared`, an outsider's file is the stub that Slack Connect sends: ask files.info for the rest. */
export function fileJson(core: WorkspaceCore, file: SlackFile, { asShared = false } = {}): JsonObject {
  if (file.isDeleted) return { id: file.id, mode: 'tombstone' };
  if (asShared && memberById(core, file.userId).isStranger) {
    return {
      id: file.id,
      mode: 'file_access',
      file_access: 'check_file_info',
      created: 0,
      timestamp: 0,
      user: '',
    };
  }
  const filetype = filetypeOf(file.name);
  const privateUrl = `${core.origin}/files/${core.state.team.id}-${file.id}/${encodeURIComponent(file.name.toWellFormed())}`;
  return {
    id: file.id,
    ...described(file),
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.userId,
    user_team: memberById(core, file.userId).teamId,
    editable: false,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: isPublic(core, file),
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: privateUrl,
    url_private_download: `${privateUrl}?download=1`,
    permalink: `https://${core.state.team.domain}.slack.com/files/${file.userId}/${file.id}/${file.name}`,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

/** The messages of a file in some of its channels, by channel; undefined where there are none. */
function sharesIn(
  core: WorkspaceCore,
  file: SlackFile,
  channels: readonly Channel[],
): JsonObject | undefined {
  const shares = channels.flatMap(({ id, name }) => {
    const shared = messagesOf(core, id).filter(({ fileIds }) => fileIds?.includes(file.id));
    const listed = shared.map(({ ts, threadTs }) =>
      compact({ ts, thread_ts: threadTs, channel_name: name, team_id: core.state.team.id }),
    );
    return listed.length === 0 ? [] : [[id, listed] as const];
  });
  return shares.length === 0 ? undefined : Object.fromEntries(shares);
}

/** A file as the Web API answers with it: with where it was shared. */
export function wholeFileJson(core: WorkspaceCore, file: SlackFile): JsonObject {
  const channels = channelsOf(core, file);
  const idsOf = (...kinds: readonly string[]) =>
    channels.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  const isOpen = ({ kind }: Channel): boolean => kind === 'public';
  return {
    ...fileJson(core, file),
    permalink_public: `https://slack-files.com/${core.state.team.id}-${file.id}-0000000000`,
    comments_count: 0,
    is_starred: false,
    has_more_shares: false,
    shares: compact({
      public: sharesIn(core, file, channels.filter(isOpen)),
      private: sharesIn(
        core,
        file,
        channels.filter((channel) => !isOpen(channel)),
      ),
    }),
    channels: idsOf('public'),
    groups: idsOf('private', 'mpim'),
    ims: idsOf('im'),
  };
}

/** What Slack answers when an upload is done, before it has looked into the file and shown it anywhere. */
export function uploadedJson(core: WorkspaceCore, file: SlackFile): JsonObject {
  const unseen = { ...file, channelIds: [] };
  const unread = { mimetype: '', filetype: '', pretty_type: '', media_display_type: 'unknown' };
  return { ...wholeFileJson(core, unseen), ...unread };
}
