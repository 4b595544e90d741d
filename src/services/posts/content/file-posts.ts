/** What copies of files show: the file as it was given, while it may be shown. */
import { z } from 'zod';
import { type Loaders, onTicket } from './post-loader.js';

const filePayload = z.object({ attachmentId: z.int32().positive() });

export const FILE_POSTS = {
  /** A file of an internal comment is never carried, whatever row asks for it. */
  carried_file: onTicket(async ({ db, row, post }) => {
    const { attachmentId } = filePayload.parse(post.payload);
    const file = await db.attachment.findFirst({
      where: {
        id: attachmentId,
        ticketId: row.id,
        commentId: post.commentId,
        removedAt: null,
        OR: [
          { commentId: null, ticket: { descriptionRedactedAt: null } },
          { comment: { commentType: 'public', isPending: false, deletedAt: null, redactedAt: null } },
        ],
      },
      select: { slackFileId: true, name: true },
    });
    if (file === null || file.name === '') return null;
    const audience = post.threadRole === 'origin' ? 'origin' : 'triage';
    return { kind: 'carried_file', number: row.ticketNumber, audience, file };
  }),
} as const satisfies Loaders;
