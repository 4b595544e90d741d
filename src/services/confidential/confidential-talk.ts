/** Where a confidential ticket is talked about, wherever it was made: in the reporter's direct messages. */
import type { Tx } from '../../database/transaction.js';
import type { TalkPlace } from '../opening/talk-place.js';

/**
 * A message's thread in a channel becomes an internal one without being the conversation. In a public channel the bot says nothing there,
 * because that would say that there is such a ticket; where the thread is private, whoever writes in it must know who reads it.
 */
export async function confidentialTalk(
  tx: Tx,
  talk: TalkPlace,
  isReportersOwnAct: boolean,
): Promise<TalkPlace> {
  if (talk.kind === 'channel') return { kind: 'direct' };
  if (talk.kind !== 'thread') return talk;
  const { kind } = await tx.channel.findUniqueOrThrow({
    where: { id: talk.channelId },
    select: { kind: true },
  });
  if (kind === 'im' && isReportersOwnAct) return talk;
  return { ...talk, kind: 'linked', includeEarlier: true, isSilent: kind === 'public' };
}
