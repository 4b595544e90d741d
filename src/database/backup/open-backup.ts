/** Opens a backup for reading, after all of it was found to be as it was written. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { BackupError } from './backup-error.js';
import { type BackupHeader, HEADER_BYTES, parseHeader } from './header.js';

export type Backup = {
  header: BackupHeader;
  /** From the first table on. To be read to its end, or left by `return`. */
  body(): AsyncIterable<Buffer>;
};

/** Reads the file once to its end. @throws BackupError `file_missing`, `not_a_backup`, `other_format` or `damaged`. */
export async function openBackup(path: string): Promise<Backup> {
  const header = await readHeader(path).catch((cause: unknown) => {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw isMissing ? new BackupError('file_missing', path, { cause }) : cause;
  });
  await checkBody(path, header);
  return { header, body: () => openBody(path) };
}

async function readHeader(path: string): Promise<BackupHeader> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: HEADER_BYTES - 1 })) chunks.push(chunk as Buffer);
  return parseHeader(Buffer.concat(chunks));
}

async function checkBody(path: string, { body }: BackupHeader): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { start: HEADER_BYTES })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  if (bytes !== body.bytes || hash.digest('hex') !== body.sha256) throw new BackupError('damaged', path);
}

function openBody(path: string): AsyncIterable<Buffer> {
  const unpacked = createGunzip();
  // A failure reaches whoever reads `unpacked`.
  pipeline(createReadStream(path, { start: HEADER_BYTES }), unpacked).catch(() => undefined);
  return unpacked as AsyncIterable<Buffer>;
}
