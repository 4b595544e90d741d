/** Follows what it means that the bot can read and write in a conversation again, after it was taken out of it or that was archived. */
import type { Channel } from '../../database/generated/client.js';
import type { Tx } from '../../database/transaction.js';
import { resumeRefused } from '../posts/resume-refused.js';
import { beginRun } from '../reconcile/begin-run.js';

export const isReachable = ({
  isArchived,
  isBotMember,
}: Pick<Channel, 'isArchived' | 'isBotMember'>): boolean => isBotMember && !isArchived;

/** In the transaction that learns of it, once for each time that it is back: what it could not say there goes on, what it could not hear is read. */
export async function followReturn(tx: Tx, channel: Channel, now: Date): Promise<void> {
  await resumeRefused(tx, channel.id, now);
  if (await isListenedTo(tx, channel))
    await beginRun(tx, now, { cause: 'channel_back', channelId: channel.id });
}

/** Most are back for the first time: then there is nothing to have missed. */
async function isListenedTo(tx: Tx, { id: channelId, role }: Channel): Promise<boolean> {
  if (role === 'request') return true;
  return (await tx.ticketThread.findFirst({ where: { channelId }, select: { id: true } })) !== null;
}
