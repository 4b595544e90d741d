/** Makes what people write storable. */
import { storableText } from '../../domain/storable-text.js';
import type { MessageEvent } from '../threads/early-events.js';

/** PostgreSQL stores neither U+0000 nor half a surrogate pair; a message that holds one must not be refused for it. */
export function storable<T extends MessageEvent>(message: T): T {
  const texts: { text?: string; previousText?: string | null } = {};
  if ('text' in message) texts.text = storableText(message.text);
  if ('previousText' in message) {
    texts.previousText = message.previousText === null ? null : storableText(message.previousText);
  }
  const files = message.files.map((file) => ({
    ...file,
    name: storableText(file.name),
    mimeType: file.mimeType === null ? null : storableText(file.mimeType),
    sizeBytes: Number.isSafeInteger(file.sizeBytes) ? file.sizeBytes : null,
    urlPrivate: file.urlPrivate === null ? null : storableText(file.urlPrivate),
  }));
  return { ...message, ...texts, files };
}
