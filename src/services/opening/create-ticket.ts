/** Opens a ticket, once for what it is made from. */
import type { Prisma } from '../../database/generated/client.js';
import { inTransaction, isUniqueViolation, type Tx } from '../../database/transaction.js';
import type { Actor } from '../../domain/permissions.js';
import { confidentialTalk } from '../confidential/confidential-talk.js';
import type { Desk } from '../desk.js';
import { checkDescription, checkTitle } from '../tickets/check-texts.js';
import { type CreatedTicket, insertTicket, type SettledTicket } from './insert-ticket.js';
import { visiblePredecessor } from './link-predecessor.js';
import { type NewTicket, requireMayOpen } from './new-ticket.js';

/** What is to happen with the ticket or not at all, before and after it is made, or found where it is there already. */
export type Around = (tx: Tx, make: () => Promise<CreatedTicket>) => Promise<CreatedTicket>;

/**
 * One ticket per `sourceKey`, and at most one per thread: asked again, also at the same moment, it returns the first with
 * `isNew` false. Whoever may talk to the desk may open a ticket; what only agents may set is refused with a `UserError`.
 */
export async function createTicket(
  desk: Desk,
  actor: Actor,
  input: NewTicket,
  around: Around = (_tx, make) => make(),
): Promise<CreatedTicket> {
  const title = checkTitle(input.title);
  const description = checkDescription(input.description);
  requireMayOpen(actor, input);
  const predecessor = await visiblePredecessor(desk, actor, input.predecessorNumber);
  const findOrMake = async (tx: Tx): Promise<CreatedTicket> => {
    const earlier = await findEarlier(tx, input);
    if (earlier !== null) return { ...earlier, isNew: false };
    return insertTicket(
      tx,
      desk,
      actor,
      await settled(tx, actor, { ...input, title, description }, predecessor),
    );
  };
  const attempt = () => inTransaction(desk.database, (tx) => around(tx, () => findOrMake(tx)));
  return attempt().catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    // Somebody was quicker, and has committed: theirs is found.
    return attempt();
  });
}

type Predecessor = Awaited<ReturnType<typeof visiblePredecessor>>;

/** What its project and the ticket before it say of a new ticket. A title was copied from that one. */
async function settled(
  tx: Tx,
  actor: Actor,
  input: NewTicket,
  predecessor: Predecessor,
): Promise<SettledTicket> {
  const { projectId, reporterId, talk } = input;
  const { confidentialByDefault } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { confidentialByDefault: true },
  });
  const isConfidential =
    input.isConfidential === true || confidentialByDefault || predecessor?.confidential === true;
  return {
    ...input,
    isConfidential,
    predecessorId: predecessor?.id ?? null,
    talk: isConfidential ? await confidentialTalk(tx, talk, reporterId === actor.userId) : talk,
  };
}

async function findEarlier(
  db: Tx,
  { sourceKey, talk }: NewTicket,
): Promise<Omit<CreatedTicket, 'isNew'> | null> {
  const select = { id: true, ticketNumber: true, confidential: true } as const;
  const found = ({ id, ticketNumber, confidential }: Prisma.TicketGetPayload<{ select: typeof select }>) => ({
    ...{ ticketId: id, ticketNumber, isConfidential: confidential },
    talk: { kind: confidential ? ('direct' as const) : talk.kind },
  });
  const ticket = await db.ticket.findUnique({ where: { sourceKey }, select });
  if (ticket !== null) return found(ticket);
  if (talk.kind !== 'thread' && talk.kind !== 'linked') return null;
  const { channelId, threadTs } = talk;
  const thread = await db.ticketThread.findUnique({
    where: { channelId_threadTs: { channelId, threadTs } },
    select: { ticket: { select } },
  });
  return thread === null ? null : found(thread.ticket);
}
