/** What every handler is given: the services' desk and the way back to Slack. */

import type { Actor } from '../domain/permissions.js';
import type { Desk } from '../services/desk.js';
import type { RenderOptions } from './blocks/ticket-words.js';
import type { BotFacts, Gateway, ModalView, RenderedMessage } from './gateway.js';

export type Kit = { desk: Desk; gateway: Gateway; bot: BotFacts; render: RenderOptions };

export type Caller = {
  kit: Kit;
  slackUserId: string;
  /** Loaded when first asked for, once. A modal must be opened before anything slow, and this may ask Slack who it is. */
  actor(): Promise<Actor>;
};

export type CommandCall = Caller & {
  text: string;
  slackChannelId: string;
  triggerId: string;
};

export type ActionCall = Caller & {
  actionId: string;
  blockId: string;
  /** Of the button, the chosen option or the chosen person: anybody can have put anything there. Null when nothing is chosen. */
  value: string | null;
  triggerId: string;
  /** On a message that only this person sees: nobody but the press can change it. */
  isEphemeral: boolean;
  /** The message the press was on; null elsewhere. A broadcast is a reply that stands in the channel, too. */
  message: { slackChannelId: string; ts: string; threadTs: string | null; isBroadcast: boolean } | null;
  /** The modal the press was in; null elsewhere. */
  view: PressedView | null;
  /** In the Home tab. */
  isOnHome: boolean;
};

export type PressedView = {
  id: string;
  /** Of the view as it was pressed: given to `updateView`, a later change is not overwritten. */
  hash?: string;
  /** `private_metadata` as it came, to be parsed like any other input. */
  metadata: string;
  /** What is typed so far, unchecked: required fields may be empty. */
  values: ViewValues;
};

export type ShortcutCall = Caller & {
  triggerId: string;
  /** Of a message shortcut. */
  message: ShortcutMessage | null;
  /** Says something to this person only, where the shortcut was used. */
  tell(rendered: RenderedMessage): Promise<void>;
};

export type ShortcutMessage = {
  slackChannelId: string;
  ts: string;
  threadTs: string | null;
  isBroadcast: boolean;
  text: string;
  /** Null when a bot wrote it. */
  author: string | null;
};

export type ViewCall = Caller & {
  /** The same for every press of one modal: what is made of it is made once. */
  sourceKey: string;
  /** The one that it was laid over, as Slack says; null where it lies over none. */
  viewBelowId: string | null;
  /** `private_metadata` as it came, to be parsed like any other input. */
  metadata: string;
  values: ViewValues;
};

/** `view.state.values`: block id → action id → state. */
export type ViewValues = Record<string, Record<string, unknown>>;

/** What a press or a command is answered with; null where the change itself is the answer. */
export type Answer = { rendered: RenderedMessage; isReplacement?: boolean } | null;

/**
 * A modal closes, or shows something else. Where finding out may take longer than Slack waits, that is `later`: what it resolves with is
 * shown at once if it is known in time, else in the place of `view`, which says so meanwhile. A failure of `later` is told like any
 * other. (Its name is not `then`: a promise of such an object would never settle.)
 */
export type ViewAnswer =
  | { kind: 'close' }
  | { kind: 'show'; view: ModalView; later?: () => Promise<ModalView> };

export function answer(rendered: RenderedMessage): Answer {
  return { rendered };
}
