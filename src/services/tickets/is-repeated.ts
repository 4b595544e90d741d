/** Tells a command that Slack delivered again from one that is given again. */
import type { TicketWork } from './act-on-ticket.js';

/**
 * Slack repeats events for minutes, and the ticket may have moved on since: what left its key in the changelog does nothing more.
 * Undefined for what Slack never repeats (presses, slash commands).
 */
export async function isRepeated({ tx }: TicketWork, sourceKey: string | undefined): Promise<boolean> {
  if (sourceKey === undefined) return false;
  return (await tx.changelogEntry.count({ where: { sourceKey } })) > 0;
}
