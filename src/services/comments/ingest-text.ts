/** Makes what people write storable. */
import type { MessageEvent } from '../threads/early-events.js';

/** PostgreSQL stores every character but U+0000; a message that holds one must not be refused for it. */
export function storable<T extends MessageEvent>(message: T): T {
  const texts: { text?: string; previousText?: string | null } = {};
  if ('text' in message) texts.text = withoutNul(message.text);
  if ('previousText' in message) {
    texts.previousText = message.previousText === null ? null : withoutNul(message.previousText);
  }
  const files = message.files.map((file) => ({ ...file, name: withoutNul(file.name) }));
  return { ...message, ...texts, files };
}

function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '');
}
