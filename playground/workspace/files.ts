/** Files as Slack describes them: complete inside the workspace, a stub where an outsider shared them. */

import { memberById, nextId, nowSeconds, type WorkspaceCore } from './core.js';
import type { JsonObject, SlackFile } from './types.js';

export type FileToShare = { name: string; title?: string; mimetype?: string; size?: number };

export function addFile(
  core: WorkspaceCore,
  userId: string,
  channelId: string,
  file: FileToShare,
): SlackFile {
  const added: SlackFile = {
    id: nextId(core, 'F', file.name),
    name: file.name,
    title: file.title ?? file.name,
    mimetype: file.mimetype ?? 'text/plain',
    size: file.size ?? 1024,
    userId,
    createdAt: nowSeconds(core),
    channelIds: [channelId],
    isDeleted: false,
  };
  core.state.files.set(added.id, added);
  return added;
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
  const filetype = file.name.includes('.') ? (file.name.split('.').at(-1) ?? 'text') : 'text';
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
