/** A person changes the status of a ticket: start, wait, hold, block, resume, resolve, close, reopen; with a text where they have something to say. */
import type { Actor, TicketAction } from '../../domain/permissions.js';
import type { Resolution } from '../../domain/resolution.js';
import type { LifecycleEvent } from '../../domain/ticket-status.js';
import type { CommentType } from '../../domain/visibility.js';
import { addCommentTo } from '../comments/add-comment.js';
import type { Desk } from '../desk.js';
import { actOnTicket } from './act-on-ticket.js';
import { type ActResult, actResult } from './act-result.js';
import { applyTransition } from './apply-transition.js';
import { holdUntil } from './hold-until.js';
import { isRepeated } from './is-repeated.js';

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
    const isStepped = applyTransition(work, event, {
      actorId: actor.userId,
      at: work.now,
      ...(options.resolution === undefined ? {} : { resolution: options.resolution }),
      ...(sourceKey === undefined ? {} : { sourceKey }),
    });
    const isPutOff = options.until !== undefined && (await holdUntil(work, actor.userId, options.until));
    return isStepped || isSaid || isPutOff;
  });
  return actResult(desk, actor, ticketNumber, isChanged);
}
