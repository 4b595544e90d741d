/** Reminds the reporter of a ticket that waits for their answer, and in the end offers to call it done. */
import {
  OFFERED_AFTER_WORKING_DAYS,
  REMINDED_AFTER_WORKING_DAYS,
  waitingStep,
} from '../../domain/follow-up.js';
import { workingDaysAfter } from '../../domain/sla/working-day.js';
import { currentPolicyId, loadStoredPolicy } from '../sla/load-policy.js';
import type { TicketWork } from '../tickets/act-on-ticket.js';
import type { Outcome } from './outcome.js';
import { placeOfReporter } from './place-of-reporter.js';
import { toldLaterAt } from './told-later.js';

/** The keys name the moment from which it waits: in another wait it is reminded again. */
export async function followUpWaiting(work: TicketWork): Promise<Outcome> {
  const { tx, ticket, now } = work;
  const waitsSinceAt = ticket.statusChangedAt;
  const policyId = await currentPolicyId(tx, ticket.projectId);
  const { calendar } = (await loadStoredPolicy(tx, work.desk.database, policyId)).calendar;
  const keyOf = (act: 'remind' | 'offer') => `waiting:${ticket.id}:${waitsSinceAt.getTime()}:${act}`;
  const told = await tx.post.findMany({
    where: { key: { in: [keyOf('remind'), keyOf('offer')] } },
    select: { key: true, createdAt: true },
  });
  const remindAt = workingDaysAfter(calendar, waitsSinceAt, REMINDED_AFTER_WORKING_DAYS);
  const offerAt = workingDaysAfter(calendar, waitsSinceAt, OFFERED_AFTER_WORKING_DAYS);
  const { act, nextAt } = waitingStep(
    {
      ...{ remindAt, offerAt },
      remindedAt: told.find(({ key }) => key === keyOf('remind'))?.createdAt ?? null,
      isOffered: told.some(({ key }) => key === keyOf('offer')),
    },
    now,
  );
  if (act === null) return { did: null, nextAt };
  const laterAt = await toldLaterAt(work, act === 'offer' ? offerAt : remindAt);
  if (laterAt !== null) return { did: null, nextAt: laterAt };
  work.post({
    ...placeOfReporter(ticket),
    key: keyOf(act),
    kind: 'waiting_reminder',
    ticketId: ticket.id,
    payload: { waitsSinceAt: waitsSinceAt.toISOString(), isOffer: act === 'offer' },
  });
  return { did: 'reminded', nextAt };
}
