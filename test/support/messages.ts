/** Message events as the Slack side hands them to the services, with everything a test does not care about filled in. */
import type {
  DeletedMessage,
  EditedMessage,
  FilesChangedMessage,
  IncomingFile,
  PostedMessage,
} from '../../src/domain/incoming-message.js';

type Place = { channel: string; ts: string; threadTs: string; user: string };

const OPEN = { channelType: null, files: [] } as const;

export function posted(place: Place, text: string, facts: Partial<PostedMessage> = {}): PostedMessage {
  return {
    ...OPEN,
    kind: 'posted',
    ...place,
    text,
    userTeam: null,
    parentUser: null,
    isBroadcast: false,
    isMe: false,
    ...facts,
    files: [...(facts.files ?? [])],
  };
}

export function edited(
  place: Place,
  edit: { text: string; previousText: string | null; editTs: string },
  facts: Partial<EditedMessage> = {},
): EditedMessage {
  return {
    ...OPEN,
    kind: 'edited',
    ...place,
    ...edit,
    userTeam: null,
    editor: place.user,
    ...facts,
    files: [...(facts.files ?? [])],
  };
}

export function deleted(
  place: Place,
  deletion: { previousText: string | null; deletedAtTs: string },
  facts: Partial<DeletedMessage> = {},
): DeletedMessage {
  return {
    ...OPEN,
    kind: 'deleted',
    ...place,
    ...deletion,
    isTombstone: false,
    ...facts,
    files: [...(facts.files ?? [])],
  };
}

export function filesChanged(place: Place, files: IncomingFile[]): FilesChangedMessage {
  return { ...OPEN, kind: 'files_changed', ...place, files };
}

export function file(slackFileId: string): IncomingFile {
  return {
    slackFileId,
    name: `${slackFileId}.png`,
    mimeType: 'image/png',
    sizeBytes: 1234,
    urlPrivate: null,
  };
}
