/** Turns what a post shows into a Slack message: one table, one renderer a kind. */

import type { PostContent } from '../../domain/post-content.js';
import type { PostKind } from '../../domain/post-kind.js';
import type { RenderedMessage } from '../gateway.js';
import { agentJoined } from './agent-joined.js';
import { alertDigest } from './alert-digest.js';
import { assigned } from './assigned.js';
import { atRisk } from './at-risk.js';
import { breach } from './breach.js';
import { carriedFile } from './carried-file.js';
import { confidentiality } from './confidentiality.js';
import { closingNotice, holdOver, waitingReminder } from './follow-ups.js';
import { dailyDigest, gathered } from './gathered.js';
import { leaver } from './leaver.js';
import { linkedNote } from './linked-note.js';
import { madeObserver, madeWatcher } from './made-watcher.js';
import { messageDraftPrompt } from './message-draft-prompt.js';
import { mirror } from './mirror.js';
import { moved, movedAway } from './moved.js';
import { note } from './note.js';
import { offerNewTicket } from './offer-new-ticket.js';
import { originCard } from './origin-card.js';
import { outage } from './outage.js';
import { reasonGiven } from './reason-given.js';
import { recovered } from './recovered.js';
import { reminder } from './reminder.js';
import { reply, replyReceipt } from './reply.js';
import { setupNotice } from './setup-notice.js';
import { statusLine } from './status-line.js';
import type { RenderOptions } from './ticket-words.js';
import { adminCard, triageCard } from './triage-card.js';
import { undelivered } from './undelivered.js';

type ContentOf<K extends PostKind> = Extract<PostContent, { kind: K }>;
type Renderers = { [K in PostKind]: (content: ContentOf<K>, options: RenderOptions) => RenderedMessage };

const RENDERERS: Renderers = {
  origin_card: originCard,
  triage_card: triageCard,
  admin_card: adminCard,
  mirror,
  reply,
  reply_receipt: replyReceipt,
  note,
  carried_file: carriedFile,
  assigned,
  status_line: statusLine,
  waiting_reminder: waitingReminder,
  closing_notice: closingNotice,
  hold_over: holdOver,
  reminder,
  made_watcher: madeWatcher,
  made_observer: madeObserver,
  at_risk: atRisk,
  breach,
  alert_digest: alertDigest,
  linked_note: linkedNote,
  confidentiality,
  moved,
  moved_away: movedAway,
  reason_given: reasonGiven,
  offer_new_ticket: offerNewTicket,
  recovered,
  agent_joined: agentJoined,
  leaver,
  setup_notice: setupNotice,
  draft_prompt: messageDraftPrompt,
  outage,
  undelivered,
  gathered,
  daily_digest: dailyDigest,
};

/** Always within Slack's limits, with text that people wrote made harmless and a fallback for notifications. */
export function renderPost(content: PostContent, options: RenderOptions): RenderedMessage {
  const render = RENDERERS[content.kind] as (content: PostContent, options: RenderOptions) => RenderedMessage;
  return render(content, options);
}
