/** Reads what Slack sends about commands, presses, shortcuts and modals into the few facts that handlers need. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PressedView, ShortcutMessage, ViewValues } from './kit.js';
import { attachmentsSchema, messageWords } from './message-words.js';

const userSchema = z.object({ id: z.string() });

export const commandSchema = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: z.string(),
});

const valuesSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

const actionSchema = z.object({
  action_id: z.string(),
  block_id: z.string().default(''),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_user: z.string().nullish(),
});

const actionBodySchema = z.object({
  user: userSchema,
  trigger_id: z.string().default(''),
  response_url: z.string().nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  container: z
    .object({
      message_ts: z.string().nullish(),
      thread_ts: z.string().nullish(),
      channel_id: z.string().nullish(),
      is_ephemeral: z.boolean().nullish(),
    })
    .nullish(),
  message: z
    .object({ ts: z.string().nullish(), thread_ts: z.string().nullish(), subtype: z.string().nullish() })
    .nullish(),
  view: z
    .object({
      id: z.string(),
      type: z.string().nullish(),
      hash: z.string().nullish(),
      private_metadata: z.string().default(''),
      state: z.object({ values: valuesSchema }).nullish(),
    })
    .nullish(),
  actions: z.array(actionSchema).min(1),
});

/**
 * A press of the first action in the payload. `value` is a button's, a menu's choice or a chosen person; `message` is null in a
 * modal and in a Home, `view` on a message and in a Home.
 * @throws ZodError where it is no press.
 */
export function readAction(body: unknown) {
  const { user, trigger_id, response_url, channel, container, message, view, actions } =
    actionBodySchema.parse(body);
  const [action] = actions;
  const isOnHome = view?.type === 'home';
  const slackChannelId = channel?.id ?? container?.channel_id;
  const ts = container?.message_ts ?? message?.ts;
  const threadTs = container?.thread_ts ?? message?.thread_ts ?? null;
  return {
    slackUserId: user.id,
    triggerId: trigger_id,
    responseUrl: response_url ?? null,
    actionId: action?.action_id ?? '',
    blockId: action?.block_id ?? '',
    value: action?.value ?? action?.selected_option?.value ?? action?.selected_user ?? null,
    isEphemeral: Boolean(container?.is_ephemeral),
    message:
      slackChannelId && ts ? { slackChannelId, ts, threadTs, isBroadcast: isBroadcast(message) } : null,
    view: view && !isOnHome ? pressedView(view) : null,
    isOnHome,
  };
}

/** A reply that stands in the channel, too. */
function isBroadcast(message: { subtype?: string | null | undefined } | null | undefined): boolean {
  return message?.subtype === 'thread_broadcast';
}

function pressedView({
  id,
  hash,
  private_metadata: metadata,
  state,
}: NonNullable<z.infer<typeof actionBodySchema>['view']>): PressedView {
  return { id, metadata, values: state?.values ?? {}, ...(hash ? { hash } : {}) };
}

const shortcutSchema = z.object({
  user: userSchema,
  trigger_id: z.string(),
  response_url: z.string().nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  message: z
    .object({
      ts: z.string(),
      thread_ts: z.string().nullish(),
      text: z.string().nullish(),
      subtype: z.string().nullish(),
      attachments: attachmentsSchema,
      user: z.string().nullish(),
      bot_id: z.string().nullish(),
    })
    .nullish(),
});

/**
 * `message` is null for a global shortcut, its `author` null where a bot wrote it.
 * @throws ZodError where it is no shortcut.
 */
export function readShortcut(body: unknown) {
  const { user, trigger_id, response_url, channel, message } = shortcutSchema.parse(body);
  const read: ShortcutMessage | null =
    message && channel
      ? {
          slackChannelId: channel.id,
          ts: message.ts,
          threadTs: message.thread_ts ?? null,
          isBroadcast: isBroadcast(message),
          text: messageWords(message),
          author: message.bot_id ? null : (message.user ?? null),
        }
      : null;
  return { slackUserId: user.id, triggerId: trigger_id, responseUrl: response_url ?? null, message: read };
}

const viewSchema = z.object({
  user: userSchema,
  view: z.object({
    id: z.string(),
    root_view_id: z.string().nullish(),
    previous_view_id: z.string().nullish(),
    private_metadata: z.string().default(''),
    blocks: z.array(z.object({ type: z.string(), block_id: z.string() })).default([]),
    state: z.object({ values: valuesSchema }),
  }),
});

/**
 * `sourceKey` is the same for every press of one form by one person, and no other person's: under somebody else's view it would name
 * what they made of it.
 */
export function readView(body: unknown) {
  const { user, view } = viewSchema.parse(body);
  const values: ViewValues = view.state.values;
  return {
    slackUserId: user.id,
    viewId: view.id,
    viewBelowId: view.previous_view_id ?? null,
    sourceKey: `view:${digest(`${user.id}:${view.root_view_id || view.id}`)}`,
    metadata: view.private_metadata,
    inputBlockIds: view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id),
    values,
  };
}

/** The key outlives the erasure of whoever pressed, so it does not spell out who that was. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** What is typed into a menu that asks for its choices: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export const suggestionSchema = z.object({
  user: userSchema,
  value: z.string().default(''),
  view: z.object({ private_metadata: z.string().default('') }).nullish(),
});
