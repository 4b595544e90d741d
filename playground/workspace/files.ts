/** Files as Slack describes them: complete inside the workspace, a stub where an outsider shared them. */

import { isIn, memberById, nextId, nowSeconds, type WorkspaceCore } from './core.js';
import type { JsonObject, SlackFile } from './types.js';

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
  const privateUrl = `${core.origin}/files/${core.state.team.id}-${file.id}/${encodeURIComponent(file.name)}`;
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
    is_public: true,
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
