/** Files that a person attaches: texts as they are, of anything else the name and a line in its place. */

export type Attached = { name: string; mimetype: string; size: number; content: string };

const TEXT_BYTES_MAX = 500_000;
const OTHER_TYPE = 'application/octet-stream';

function textOf(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

async function readFile(file: File): Promise<Attached> {
  const { name, size } = file;
  const text = size > TEXT_BYTES_MAX ? null : textOf(await file.arrayBuffer());
  if (text !== null) return { name, size, mimetype: file.type || 'text/plain', content: text };
  const mimetype = file.type.startsWith('text/') ? OTHER_TYPE : file.type || OTHER_TYPE;
  const content = `In place of ${name}: the playground keeps texts only, of at most ${sizeOf(TEXT_BYTES_MAX)}.`;
  return { name, size, mimetype, content };
}

export function readFiles(files: Iterable<File>): Promise<Attached[]> {
  return Promise.all([...files].map(readFile));
}

export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
