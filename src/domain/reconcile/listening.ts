/** Knows since when nobody listened to Slack, from what the connected processes leave behind of themselves. */

/** A process that has said nothing for so long, three of its beats and a moment, does not listen any more. */
export const SILENT_MAX_MS = 10_000;

export type Heard = {
  /** Until when somebody listened; null before the first. */
  heardUntilAt: Date | null;
  /** Since when nobody may have; null where that is decided. */
  doubtedSinceAt: Date | null;
};

export type Gap = { fromAt: Date; untilAt: Date };

/**
 * What one process's beat says about all of them. A connection that began before `heardUntilAt` overlapped the one that was heard last,
 * its own or another process's: no gap. One that began later leaves a gap, unless another process is still connected and says so
 * within `SILENT_MAX_MS`; until that is clear nobody is taken to have listened.
 *
 * @param connectedSinceAt null while this process is not connected.
 */
export function hearBeat(
  heard: Heard,
  { connectedSinceAt, now }: { connectedSinceAt: Date | null; now: Date },
): Heard & { gap: Gap | null } {
  const { heardUntilAt } = heard;
  const isSilent = heardUntilAt !== null && now.getTime() - heardUntilAt.getTime() > SILENT_MAX_MS;
  if (connectedSinceAt === null) {
    return { ...heard, doubtedSinceAt: isSilent ? heardUntilAt : heard.doubtedSinceAt, gap: null };
  }
  if (heardUntilAt === null || connectedSinceAt <= heardUntilAt) {
    return { heardUntilAt: later(heardUntilAt, now), doubtedSinceAt: null, gap: null };
  }
  if (!isSilent) return { heardUntilAt, doubtedSinceAt: heardUntilAt, gap: null };
  const gap = { fromAt: heardUntilAt, untilAt: connectedSinceAt };
  return { heardUntilAt: later(heardUntilAt, now), doubtedSinceAt: null, gap };
}

function later(left: Date | null, right: Date): Date {
  return left !== null && left > right ? left : right;
}
