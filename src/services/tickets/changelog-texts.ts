/** The words that entries of the changelog are about, which stand beside it because it is never changed. */
import { z } from 'zod';
import type { Tx } from '../../database/transaction.js';
import { REDACTED } from '../../domain/redacted.js';

export type ChangelogTexts = ReadonlyMap<number, string>;

const named = z.object({ textId: z.int() });

/** By id; what was redacted reads so. */
export async function readChangelogTexts(db: Tx, ticketId: number): Promise<ChangelogTexts> {
  const rows = await db.changelogText.findMany({
    where: { ticketId },
    select: { id: true, text: true, redactedAt: true },
  });
  return new Map(rows.map(({ id, text, redactedAt }) => [id, redactedAt === null ? text : REDACTED]));
}

/** The words that a value of an entry names; null where it names none. */
export function textOf(value: unknown, texts: ChangelogTexts): string | null {
  const parsed = named.safeParse(value);
  return parsed.success ? (texts.get(parsed.data.textId) ?? null) : null;
}
