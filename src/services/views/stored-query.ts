/** A view's query as its row holds it: people by their rows, so that no Slack id outlasts a person who was erased. */
import { z } from 'zod';
import type { Tx } from '../../database/transaction.js';
import type { AssigneeRef, TicketListQuery } from '../../domain/ticket-query.js';
import { UserError } from '../../errors.js';
import { ticketQuerySchema } from '../finding/query-schema.js';

const personSchema = z.object({ userId: z.int() }).nullable();
const storedSchema = z.object({ query: ticketQuerySchema, assignee: personSchema, reporter: personSchema });
export type StoredQuery = z.infer<typeof storedSchema>;

/** @throws UserError for somebody whom the desk does not know: they have no tickets. */
export async function toStored(db: Tx, { scope, filters, words }: TicketListQuery): Promise<StoredQuery> {
  const { assignee, reporter, ...rest } = filters;
  const people = { assignee: await idOf(db, assignee), reporter: await idOf(db, reporter) };
  const kept = {
    ...rest,
    ...(assignee === undefined || assignee.kind === 'user' ? {} : { assignee }),
    ...(reporter === undefined || reporter.kind === 'user' ? {} : { reporter }),
  };
  return { query: { scope, filters: kept, words: [...words] }, ...people };
}

async function idOf(db: Tx, person: AssigneeRef | undefined): Promise<{ userId: number } | null> {
  if (person?.kind !== 'user') return null;
  const { slackUserId } = person;
  const row = await db.user.findUnique({ where: { slackUserId }, select: { id: true } });
  if (row === null) throw new UserError('I know no tickets of this person. Name somebody else.');
  return { userId: row.id };
}

/** Null where another version wrote what this one does not know. */
export async function fromStored(db: Tx, stored: unknown): Promise<TicketListQuery | null> {
  const parsed = storedSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { query, assignee, reporter } = parsed.data;
  const [named, asked] = [await slackIdOf(db, assignee), await slackIdOf(db, reporter)];
  const filters = {
    ...query.filters,
    ...(named === null ? {} : { assignee: named }),
    ...(asked === null ? {} : { reporter: asked }),
  };
  return { ...query, filters };
}

async function slackIdOf(db: Tx, person: { userId: number } | null) {
  if (person === null) return null;
  const { slackUserId } = await db.user.findUniqueOrThrow({
    where: { id: person.userId },
    select: { slackUserId: true },
  });
  return { kind: 'user', slackUserId } as const;
}
