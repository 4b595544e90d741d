/** What the desk does by itself with a ticket that waits for its reporter or is resolved, and when it looks again. Pure. */

const DAY_MS = 86_400_000;

export const CLOSES_AFTER_DAYS = 7;
/** A notice stands that long before the ticket is closed, whatever time has passed since it was resolved. */
export const NOTICE_STANDS_DAYS = 1;
/** In working days of the project's calendar, from the moment from which the ticket waits. */
export const REMINDED_AFTER_WORKING_DAYS = 2;
export const OFFERED_AFTER_WORKING_DAYS = 5;

/** How long until a message that is still on its way to Slack is looked for again. */
const ON_ITS_WAY_MS = 10 * 60_000;

export type FollowUp<Act extends string> = {
  /** Null: nothing yet. */
  act: Act | null;
  /** When to look again if nothing else happens; null: never. */
  nextAt: Date | null;
};

/** The notice of the closing, as it stands: never given, not in Slack yet, or there since an instant. */
export type ClosingNotice = 'none' | 'on_its_way' | { sinceAt: Date };

/**
 * Of a resolved ticket. `quietSinceAt`: when it was resolved, or a requester last wrote, whichever is later. Nobody's ticket is closed
 * before the notice has stood for a day, also where the desk was down on the day before. But what had been over for longer than that when the
 * desk first looked at it, because nothing was closed by itself before, is nobody's concern any more: a notice would only disturb.
 */
export function closingStep(
  { quietSinceAt, notice, isFirstLook }: { quietSinceAt: Date; notice: ClosingNotice; isFirstLook: boolean },
  now: Date,
): FollowUp<'tell' | 'close' | 'close_quietly'> {
  if (isFirstLook && notice === 'none' && now >= daysAfter(quietSinceAt, CLOSES_AFTER_DAYS)) {
    return { act: 'close_quietly', nextAt: null };
  }
  if (notice === 'on_its_way') return { act: null, nextAt: new Date(now.getTime() + ON_ITS_WAY_MS) };
  if (notice === 'none') {
    const tellAt = tellAtOf(quietSinceAt);
    return now < tellAt
      ? { act: null, nextAt: tellAt }
      : { act: 'tell', nextAt: new Date(now.getTime() + ON_ITS_WAY_MS) };
  }
  const closesAt = closingAt(quietSinceAt, notice.sinceAt);
  return now < closesAt ? { act: null, nextAt: closesAt } : { act: 'close', nextAt: null };
}

/** When its reporter is told that it will be closed. */
export function tellAtOf(quietSinceAt: Date): Date {
  return daysAfter(quietSinceAt, CLOSES_AFTER_DAYS - NOTICE_STANDS_DAYS);
}

/** When a ticket that is quiet since then is closed, if its notice came or comes at `noticedAt`. */
export function closingAt(quietSinceAt: Date, noticedAt: Date): Date {
  return later(daysAfter(quietSinceAt, CLOSES_AFTER_DAYS), daysAfter(noticedAt, NOTICE_STANDS_DAYS));
}

/**
 * Of a ticket that waits for its reporter: one reminder, and later one with an offer, each once while it waits. After a time in which
 * nobody looked the offer alone is made; two messages are never closer than a day.
 */
export function waitingStep(
  due: { remindAt: Date; offerAt: Date; remindedAt: Date | null; isOffered: boolean },
  now: Date,
): FollowUp<'remind' | 'offer'> {
  const { remindAt, remindedAt, isOffered } = due;
  if (isOffered) return { act: null, nextAt: null };
  const offerAt = remindedAt === null ? due.offerAt : later(due.offerAt, daysAfter(remindedAt, 1));
  if (now >= offerAt) return { act: 'offer', nextAt: null };
  if (remindedAt !== null) return { act: null, nextAt: offerAt };
  return now >= remindAt
    ? { act: 'remind', nextAt: later(offerAt, daysAfter(now, 1)) }
    : { act: null, nextAt: remindAt };
}

/**
 * After a time in which nobody looked, much is due at once. What comes a day late or more can come another day later: nobody is told of
 * such things more than once a day. Null: now. `lastToldAt`: when this person was last told of such a thing, of whichever ticket.
 */
export function spreadUntil(
  { dueAt, lastToldAt }: { dueAt: Date; lastToldAt: Date | null },
  now: Date,
): Date | null {
  if (lastToldAt === null || now < daysAfter(dueAt, 1)) return null;
  const freeAt = daysAfter(lastToldAt, 1);
  return now < freeAt ? freeAt : null;
}

function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
