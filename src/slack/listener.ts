/** The one way from Slack into a handler and back: ack, parse, find out who it is, act, answer, and tell what went wrong. */

import type { App } from '@slack/bolt';
import { isUserError } from '../errors.js';
import { refreshHome } from '../services/home/open-home.js';
import {
  refusedView,
  type Shown,
  showLater,
  shownWithin,
  VIEW_TIMING,
  type ViewTiming,
} from './answer-view.js';
import { refusalMessage } from './blocks/reason-button.js';
import { callerOf } from './caller.js';
import type { RenderedMessage } from './gateway.js';
import { incidentMessage, logIncident } from './incident.js';
import type { ActionCall, Answer, CommandCall, Kit, ShortcutCall, ViewAnswer, ViewCall } from './kit.js';
import { answerModal } from './modals/answer-modal.js';
import { noticeView } from './modals/notice-view.js';
import { commandSchema, readAction, readShortcut, readView } from './payloads.js';

export type CommandHandler = (call: CommandCall) => Promise<Answer>;
export type ActionHandler = (call: ActionCall) => Promise<Answer>;
export type ShortcutHandler = (call: ShortcutCall) => Promise<void>;
export type ViewHandler = (call: ViewCall) => Promise<ViewAnswer>;
export type EventHandler = (kit: Kit, event: unknown) => Promise<void>;

/** Acked first: Slack never repeats a command, and the person sees an error after 3 s. */
export function onCommand(app: App, kit: Kit, name: string, handle: CommandHandler): void {
  app.command(name, async ({ ack, body }) => {
    await ack();
    const read = readOr(kit, { command: name }, () => commandSchema.parse(body));
    if (read === null) return;
    const { user_id, channel_id, text, trigger_id, response_url } = read;
    const call = { ...callerOf(kit, user_id), text, slackChannelId: channel_id, triggerId: trigger_id };
    await answering(kit, { command: name, slackUserId: user_id }, responder(kit, response_url), () =>
      handle(call),
    );
  });
}

export function onAction(app: App, kit: Kit, actionId: string | RegExp, handle: ActionHandler): void {
  app.action(actionId, async ({ ack, body }) => {
    await ack();
    const read = readOr(kit, { action: String(actionId) }, () => readAction(body));
    if (read === null) return;
    const { slackUserId, responseUrl, ...press } = read;
    const call = { ...callerOf(kit, slackUserId), ...press };
    const respondThere = placeToAnswer(kit, press, responseUrl);
    // What everybody sees is never put aside for an answer to one person.
    const respond: Respond = ({ rendered, isReplacement = false }) =>
      respondThere({ rendered, isReplacement: isReplacement && press.isEphemeral });
    const fields = { action: press.actionId, slackUserId };
    await answering(kit, fields, respond, () => handle(call));
    if (press.isOnHome) await showHomeAgain(kit, slackUserId, fields);
  });
}

export function onShortcut(app: App, kit: Kit, callbackId: string, handle: ShortcutHandler): void {
  app.shortcut(callbackId, async ({ ack, body }) => {
    await ack();
    const read = readOr(kit, { shortcut: callbackId }, () => readShortcut(body));
    if (read === null) return;
    const { slackUserId, triggerId, responseUrl, message } = read;
    const respond = responder(kit, responseUrl, threadOfAnswer(message));
    const tell = (rendered: RenderedMessage) => respond({ rendered });
    const call = { ...callerOf(kit, slackUserId), triggerId, message, tell };
    await answering(kit, { shortcut: callbackId, slackUserId }, respond, async () => {
      await handle(call);
      return null;
    });
  });
}

/** Acked last, because the answer is what became of it. A failure leaves the modal as it is, with what was typed. */
export function onView(
  app: App,
  kit: Kit,
  callbackId: string,
  handle: ViewHandler,
  { withinMs, settleMs }: ViewTiming = VIEW_TIMING,
): void {
  app.view(callbackId, async ({ ack, body }) => {
    const startedMs = performance.now();
    const read = readOr(kit, { view: callbackId }, () => readView(body));
    // Acked, the form would close over what was typed in it: left open, Slack says that something went wrong.
    if (read === null) return;
    const { slackUserId, viewId, inputBlockIds, ...submission } = read;
    const fields = { view: callbackId, slackUserId };
    let shown: Shown;
    try {
      const result = await handle({ ...callerOf(kit, slackUserId), ...submission });
      shown = await shownWithin(result, withinMs - (performance.now() - startedMs));
    } catch (error) {
      await ack(refusedView(kit, error, fields, inputBlockIds));
      return;
    }
    if (shown.view === null) await ack();
    else await ack({ response_action: 'update', view: shown.view });
    await showLater(kit, viewId, shown, { settleMs, fields });
  });
}

/**
 * The event is acked when this has returned and not at all when it throws (`receivers.ts`), so that Slack sends it again. A `UserError`
 * is an answer, not a failure: sending the event again would change nothing.
 */
export function onEvent(app: App, kit: Kit, type: string, handle: EventHandler): void {
  app.event(type, async ({ event }) => {
    try {
      await handle(kit, event);
    } catch (error) {
      if (!isUserError(error)) {
        logIncident(kit.desk.log, error, { event: type });
        throw error;
      }
      kit.desk.log.debug({ event: type }, 'an event was refused');
    }
  });
}

/** A body of unknown shape names nobody who could be answered: it is logged. Bolt would swallow what is thrown. */
function readOr<T>(kit: Kit, fields: Record<string, unknown>, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    logIncident(kit.desk.log, error, fields);
    return null;
  }
}

type Respond = (answer: NonNullable<Answer>) => Promise<void>;

async function answering(
  kit: Kit,
  fields: Record<string, unknown>,
  respond: Respond,
  act: () => Promise<Answer>,
): Promise<void> {
  // A handler that throws before its first promise is answered like any other.
  const result = await Promise.resolve()
    .then(act)
    .catch((error: unknown): Answer => {
      if (isUserError(error)) return { rendered: refusalMessage(error) };
      return { rendered: incidentMessage(logIncident(kit.desk.log, error, fields)) };
    });
  if (result === null) return;
  await respond(result).catch((error: unknown) => {
    kit.desk.log.warn({ ...fields, err: error }, 'an answer could not be shown');
  });
}

/** Without a `response_url` (global shortcuts have none) there is nowhere to answer: it is logged by the caller. */
function responder(kit: Kit, responseUrl: string | null, threadTs?: string): Respond {
  return async ({ rendered, isReplacement = false }) => {
    if (responseUrl === null) throw new Error('Slack gave no way to answer');
    await kit.gateway.respond(responseUrl, {
      rendered,
      isReplacement,
      ...(threadTs === undefined ? {} : { threadTs }),
    });
  };
}

type Pressed = { ts: string; threadTs: string | null; isBroadcast: boolean };

/**
 * Below a reply, in its thread. A card that has replies is pressed in the channel, where an answer in its thread is not seen; and so is
 * an alert, which is a reply that stands in the channel, too.
 */
function threadOfAnswer(message: Pressed | null): string | undefined {
  if (message === null || message.isBroadcast || message.threadTs === message.ts) return undefined;
  return message.threadTs ?? undefined;
}

function placeToAnswer(
  kit: Kit,
  { view, isOnHome, triggerId, message }: Pick<ActionCall, 'view' | 'isOnHome' | 'triggerId' | 'message'>,
  responseUrl: string | null,
): Respond {
  if (isOnHome) return overHome(kit, triggerId);
  return view === null ? responder(kit, responseUrl, threadOfAnswer(message)) : overModal(kit, triggerId);
}

/** Neither has a Home. */
function overHome({ gateway }: Kit, triggerId: string): Respond {
  return async ({ rendered }) => {
    await gateway.openView(triggerId, answerModal('Please note', rendered));
  };
}

/** After every press, refused ones too: what was refused may be there no more. */
async function showHomeAgain(kit: Kit, slackUserId: string, fields: Record<string, unknown>): Promise<void> {
  await refreshHome(kit.desk, slackUserId).catch((error: unknown) => {
    logIncident(kit.desk.log, error, fields);
  });
}

/** A press in a modal has no place of its own to be answered in: a notice is laid over the modal, which keeps what was typed. */
function overModal({ gateway }: Kit, triggerId: string): Respond {
  return async ({ rendered }) => {
    await gateway.pushView(triggerId, noticeView('Please note', rendered.text));
  };
}
