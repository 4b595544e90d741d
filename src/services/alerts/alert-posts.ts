/** Turns notices of alerts into posts: where each goes, under which key, and what it needs to know. */
import type { DueNotice, DuePlace } from '../../database/sql/due-notices.js';
import { alertKindOf } from '../../domain/sla/who-is-told.js';
import type { NewPost, PostPlace } from '../posts/new-post.js';
import { alertKey } from './plan-notices.js';

/** Into the ticket's triage thread and its channel, else to the top of the conversation. */
export function alertPost(
  { notice, isUnchecked }: { notice: DueNotice; isUnchecked: boolean },
  isUrgent: boolean,
): NewPost {
  const { id, ticketId, audience, target, percent, targetSeconds, occurredAt, isReminder } = notice;
  const isTriage = audience === 'triage';
  return {
    ...placeOf(notice),
    ...(isTriage ? { threadRole: 'triage', isBroadcast: true } : {}),
    key: `${alertKey(notice)}:${placeName(notice)}${isReminder ? `:reminder:${id}` : ''}`,
    kind: alertKindOf(percent),
    ticketId,
    isUrgent,
    payload: {
      noticeId: id,
      audience,
      target,
      percent,
      at: occurredAt.toISOString(),
      targetSeconds,
      isReminder,
      isUnchecked,
    },
  };
}

/**
 * Its lines are the notices that name its key. Told for several reasons, it is told for the one of which its person can set the least.
 */
export function digestPost(place: DuePlace, notices: readonly DueNotice[], isUrgent: boolean): NewPost {
  const firstId = Math.min(...notices.map(({ id }) => id));
  const audiences = new Set(notices.map(({ audience }) => audience));
  const audience = (['admin', 'escalation', 'assignee'] as const).find((each) => audiences.has(each));
  return {
    ...{ ...placeOf(place), key: `alert_digest:${firstId}`, kind: 'alert_digest', isUrgent },
    ...(audience === undefined ? {} : { payload: { audience } }),
  };
}

/** By audience, as these keys have always been: `triage`, `assignee:7`, `escalation:channel:3`. */
function placeName({ audience, channelId, userId }: DueNotice): string {
  if (audience === 'triage') return audience;
  return channelId === null ? `${audience}:${userId}` : `${audience}:channel:${channelId}`;
}

function placeOf({ channelId, userId }: DuePlace): PostPlace {
  if (channelId !== null) return { channelId };
  if (userId !== null) return { userId };
  throw new Error('A notice has a channel or a person');
}
