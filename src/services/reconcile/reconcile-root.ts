/** Compares a thread's root with the description that was made from it. */
import { descriptionEditKey } from '../../domain/message-keys.js';
import type { ThreadMessage } from '../../domain/reconcile/thread-page.js';
import { compareTs } from '../../domain/slack-ts.js';
import { ingestMessage } from '../comments/ingest-message.js';
import { countOutcome, type DueThread } from './apply-finding.js';
import type { Reading } from './pace.js';

type Root = DueThread & { isRootDescription: boolean; settledUntilTs: string | null };

/** Only where a person wrote it. An edit that the changelog has is not applied again: the description may have moved on since. */
export async function reconcileRoot(
  reading: Reading,
  thread: Root,
  root: ThreadMessage | null,
): Promise<void> {
  if (!thread.isRootDescription || root === null) return;
  const { message } = root;
  if (message.kind === 'edited') {
    const { settledUntilTs: until } = thread;
    if (until !== null && compareTs(message.editTs, until) > 0) return;
    if (await isEditRecorded(reading, thread, message.editTs)) return;
  } else if (message.kind !== 'deleted') return;
  await countOutcome(reading, thread, (await ingestMessage(reading.desk, message)).outcome);
}

async function isEditRecorded(
  { desk }: Reading,
  { channelId, threadTs }: Root,
  editTs: string,
): Promise<boolean> {
  const sourceKey = descriptionEditKey(channelId, threadTs, editTs);
  return (await desk.database.prisma.changelogEntry.count({ where: { sourceKey } })) > 0;
}
