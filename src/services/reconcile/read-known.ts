/** Reads what the desk has of a thread, in the shape that it is compared in. */
import type { KnownComment } from '../../domain/reconcile/compare-thread.js';
import type { Desk } from '../desk.js';

/** More than Slack gives at once, so that what is missing in Slack is found too. */
const KNOWN_MAX = 500;

/** Comments of the thread from just after `afterTs` on, oldest first. */
export async function readKnown(
  { database: { prisma } }: Desk,
  threadId: number,
  afterTs: string | null,
): Promise<KnownComment[]> {
  const rows = await prisma.comment.findMany({
    where: { threadId, messageTs: afterTs === null ? { not: null } : { gt: afterTs } },
    orderBy: { messageTs: 'asc' },
    take: KNOWN_MAX,
    select: {
      id: true,
      messageTs: true,
      content: true,
      lastEditTs: true,
      deletedAt: true,
      goneFromSlackAt: true,
      redactedAt: true,
      attachments: { where: { removedAt: null }, select: { slackFileId: true } },
    },
  });
  return rows.flatMap(({ id, messageTs: ts, content, lastEditTs, attachments, ...row }) =>
    ts === null
      ? []
      : [
          {
            ...{ id, ts, content, lastEditTs },
            isDeleted: row.deletedAt !== null,
            isGone: row.goneFromSlackAt !== null,
            isRedacted: row.redactedAt !== null,
            fileIds: attachments.map(({ slackFileId }) => slackFileId),
          },
        ],
  );
}
