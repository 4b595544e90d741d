/** A person changes the status of a ticket: start, wait, hold, block, resume, resolve, close, reopen; with a text where they have something to say. */
import type { Actor, TicketAction } from '../../domain/permissions.js';
import type { Resolution } from '../../domain/resolution.js';
import type { LifecycleEvent } from '../../domain/ticket-status.js';
import type { CommentType } from '../../domain/visibility.js';
import { addCommentTo } from '../comments/add-comment.js';
import type { Desk } from '../desk.js';
import { actOnTicket, type TicketWork } from './act-on-ticket.js';
import { type ActResult, actResult } from './act-result.js';
import { applyTransition } from './apply-transition.js';
import { dropDuplicate, findOriginal, linkDuplicate, type Original } from './duplicate-of.js';
import { holdUntil } from './hold-until.js';
import { isRepeated } from './is-repeated.js';
import { nameOriginal } from './name-original.js';

/** Events that a person asks for by name; the others follow from assigning and answering. */
export type StatusVerb = Exclude<LifecycleEvent, 'assign' | 'agent_reply'>;

/** Whom the text that comes with a change is for: the reporter, where it concerns them, else the agents. */
const TEXT_IS_FOR: Record<StatusVerb, CommentType> = {
  start: 'internal',
  wait: 'public',
  hold: 'internal',
  block: 'internal',
  resume: 'internal',
  resolve: 'public',
  close: 'public',
  reopen: 'public',
};

export type StatusOptions = {
  text?: string;
  resolution?: Resolution;
  /** Of `resolve`: the number of the ticket that it is a duplicate of, which is its resolution then. */
  duplicateOf?: string;
  /** Of `hold`: when it goes on by itself. */
  until?: Date;
  /** Of the view or the command: it changes the ticket once, and its text is said once. */
  sourceKey?: string;
};

/** @throws UserError for what the permission table or the lifecycle does not have, saying what is possible. */
export async function changeStatus(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  event: StatusVerb,
  options: StatusOptions = {},
): Promise<ActResult> {
  const action: TicketAction = event;
  const isChanged = await actOnTicket(desk, actor, ticketNumber, action, async (work) => {
    const sourceKey = options.sourceKey === undefined ? undefined : `${event}:${options.sourceKey}`;
    if (await isRepeated(work, sourceKey)) return false;
    const text = options.text?.trim() ?? '';
    let isSaid = false;
    if (text !== '') {
      const { isNew } = await addCommentTo(work, actor, {
        text,
        commentType: TEXT_IS_FOR[event],
        sourceKey: options.sourceKey ?? `status:${work.ticket.id}:${event}:after${work.ticket.newestEntryId}`,
        isWithStatus: true,
      });
      isSaid = isNew;
    }
    const isStepped = await takeStep(work, actor, event, options, sourceKey);
    const isPutOff = options.until !== undefined && (await holdUntil(work, actor.userId, options.until));
    return isStepped || isSaid || isPutOff;
  });
  return actResult(desk, actor, ticketNumber, isChanged);
}

async function takeStep(
  work: TicketWork,
  actor: Actor,
  event: StatusVerb,
  options: StatusOptions,
  sourceKey: string | undefined,
): Promise<boolean> {
  const { duplicateOf } = options;
  const original =
    event !== 'resolve' || duplicateOf === undefined ? null : await findOriginal(work, actor, duplicateOf);
  const change = {
    ...{ actorId: actor.userId, at: work.now, ...resolutionOf(options) },
    ...(original === null ? {} : { duplicateOfId: original.id }),
    ...(sourceKey === undefined ? {} : { sourceKey }),
  };
  if (original !== null && work.ticket.status === 'resolved')
    return nameOriginal(work, actor, original, change);
  const isStepped = applyTransition(work, event, change);
  if (isStepped && event === 'resolve') await settleDuplicate(work, actor, original);
  return isStepped;
}

function resolutionOf({ resolution, duplicateOf }: StatusOptions): { resolution?: Resolution } {
  if (duplicateOf !== undefined) return { resolution: 'duplicate' };
  return resolution === undefined ? {} : { resolution };
}

/** Whoever resolves it anew without saying of what it is a duplicate does not mean what was said before it was reopened. */
async function settleDuplicate(work: TicketWork, actor: Actor, original: Original | null): Promise<void> {
  if (original === null) await dropDuplicate(work);
  else await linkDuplicate(work, actor, original);
}
