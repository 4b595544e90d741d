/** The first part of a backup: what is in it, readable with `head -n 1`, and enough to refuse it before anything is touched. */
import { z } from 'zod';
import { BackupError } from './backup-error.js';

/**
 * A backup is this header, of a fixed length because it is written last, and then one gzip stream: the rows of each table in the
 * order of `tables`, as PostgreSQL's `COPY` writes them in its text format, and `SECTION_END` after each table.
 */
export const BACKUP_FORMAT = 1;
export const HEADER_BYTES = 131_072;
/** A line that no row can be: `COPY` doubles every backslash of a value. */
export const SECTION_END = '\\.\n';

const MAGIC = 'THREADESK BACKUP ';

const headerSchema = z.object({
  madeAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.array(
    z.object({ name: z.string(), columns: z.array(z.string()).min(1), rows: z.int().nonnegative() }),
  ),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string().regex(/^\d+$/).nullable() })),
  body: z.object({ bytes: z.int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
});

export type BackupHeader = z.infer<typeof headerSchema>;

/** `HEADER_BYTES` long: one line, filled up with spaces. */
export function writeHeader(header: BackupHeader): Buffer {
  const line = Buffer.from(`${MAGIC}${BACKUP_FORMAT} ${JSON.stringify(header)}`);
  if (line.length >= HEADER_BYTES) throw new Error(`A header of ${line.length} bytes has no room`);
  const padded = Buffer.alloc(HEADER_BYTES, ' ');
  line.copy(padded);
  padded[HEADER_BYTES - 1] = 0x0a;
  return padded;
}

/** @throws BackupError `not_a_backup`, `other_format` or `damaged`. */
export function parseHeader(bytes: Buffer): BackupHeader {
  const text = bytes.toString('utf8');
  const [, format, json] = /^THREADESK BACKUP (\d+) (.*)/s.exec(text) ?? [];
  if (format === undefined || json === undefined) throw new BackupError('not_a_backup', 'no header');
  if (Number(format) !== BACKUP_FORMAT) throw new BackupError('other_format', `format ${format}`);
  const parsed = headerSchema.safeParse(parseJson(json));
  if (bytes.length !== HEADER_BYTES || !parsed.success) throw new BackupError('damaged', 'its header');
  return parsed.data;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
