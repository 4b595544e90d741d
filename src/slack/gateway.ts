/** The one place that calls Slack's Web API: bounded in time, never retrying by itself, failures sorted by what to do about them. */

import type { types, webApi } from '@slack/bolt';
import { type ApiPage, asRecord, textIn, tsIn } from './api-answer.js';
import { findPost, POST_EVENT_TYPE } from './find-post.js';
import { type CopyToMake, type CopyToRemove, removeCopy, removeFile, shareCopy } from './gateway-carry.js';
import { failureOf, GatewayError, isSlackCode } from './gateway-error.js';
import { type GivenFile, readFileText } from './gateway-files.js';
import { respond } from './gateway-respond.js';
import { type SharedFile, uploadFile } from './gateway-upload.js';
import type { ReadMethod, WriteMethod } from './web-api-methods.js';

/** `text` is what notifications and screen readers get, and never empty. */
export type RenderedMessage = { text: string; blocks: types.KnownBlock[] };
export type ModalView = types.ModalView;
export type HomeView = types.HomeView;

export type BotFacts = {
  userId: string;
  botId: string;
  teamId: string;
  /** By which people mention the bot. */
  name: string;
  /** The workspace's address with a slash at its end, for permalinks. */
  workspaceUrl: string;
};

export type Gateway = {
  /** Who the token belongs to. */
  readBot(): Promise<BotFacts>;
  /** What Slack granted the app (null: it does not say), and what time it is there. */
  readInstallation(): Promise<{ grantedScopes: string[] | null; slackAt: Date | null }>;
  postMessage(post: {
    channel: string;
    threadTs?: string;
    isBroadcast?: boolean;
    rendered: RenderedMessage;
    postId: number;
  }): Promise<{ ts: string }>;
  updateMessage(post: {
    channel: string;
    ts: string;
    rendered: RenderedMessage;
    postId: number;
  }): Promise<void>;
  /** A message that is gone already is no failure. */
  deleteMessage(message: { channel: string; ts: string }): Promise<void>;
  /**
   * The ts of a durable post that may have been sent, found by the id in its metadata; null when it is not there. Looks back at most
   * `FIND_PAGES_MAX` pages, to `afterTs` when given.
   */
  findPost(post: {
    channel: string;
    threadTs?: string;
    postId: number;
    afterTs?: string;
  }): Promise<string | null>;
  postEphemeral(message: {
    channel: string;
    slackUserId: string;
    threadTs?: string;
    rendered: RenderedMessage;
  }): Promise<void>;
  openView(triggerId: string, view: ModalView): Promise<{ viewId: string }>;
  /** Lays a view over the open one. `triggerId` must come from a press in that one; at most 3 views lie over each other. */
  pushView(triggerId: string, view: ModalView): Promise<{ viewId: string }>;
  /** With `hash`, only a view that has not changed since: else `hash_conflict`. */
  updateView(viewId: string, view: ModalView, hash?: string): Promise<void>;
  /** Puts a person's Home tab in the place of the one that is there; with `hash`, only in the place of that one: else `hash_conflict`. */
  publishHome(slackUserId: string, view: HomeView, hash?: string): Promise<{ hash: string | null }>;
  /** Answers a command or a press through its `response_url`: visible to that person only. */
  respond(responseUrl: string, answer: ResponseAnswer): Promise<void>;
  /**
   * The text (UTF-8) of a file that was given in a form. Fails for good with `file_too_large`, `file_unreadable`, `file_not_found` or
   * `file_deleted`: `isSlackCode`.
   */
  readFileText(file: GivenFile, bytesMax: number): Promise<string>;
  /** Shares a file into a conversation that the bot is in. */
  uploadFile(file: SharedFile): Promise<void>;
  /** Gives a file anew in another conversation. Its message is then looked for by `findPost`: Slack does not say what it is called. */
  shareCopy(copy: CopyToMake): Promise<void>;
  /** Takes such a copy out of Slack, its message included. */
  removeCopy(copy: CopyToRemove): Promise<void>;
  /** Takes a file of the bot out of Slack. One that is gone already is no failure. */
  removeFile(slackFileId: string): Promise<void>;
  /** Any reading method, as it stands in Slack's documentation. */
  read(method: ReadMethod, parameters: Record<string, unknown>): Promise<ApiPage>;
};

export type ResponseAnswer = {
  rendered: RenderedMessage;
  /** Puts the answer in the place of the message that was pressed. */
  isReplacement?: boolean;
  threadTs?: string;
};

/** No call may hang: the sender and every answer wait for it. */
export const CALL_TIMEOUT_MS = 10_000;
/** For each half of a copy's way: 25 MB at 4 Mbit/s. Only the conversation that it goes to waits for it. */
const COPY_TIMEOUT_MS = 60_000;

/**
 * `client` must neither retry nor wait out rate limits (`createWebClient`). Every method throws a `GatewayError`, whose `failure` says
 * whether the call may have had its effect.
 */
export function createGateway(
  client: webApi.WebClient,
  {
    fetch = globalThis.fetch,
    fileTimeoutMs = CALL_TIMEOUT_MS,
    copyTimeoutMs = COPY_TIMEOUT_MS,
    slackDate = noDate,
  } = {},
): Gateway {
  const call = (method: WriteMethod | ReadMethod, parameters: Record<string, unknown>) =>
    callMethod(client, method, parameters);
  const files = {
    fileInfo: async (file: string) => asRecord((await call('files.info', { file })).file),
    fetch,
    token: client.token,
    apiUrl: client.slackApiUrl,
    timeoutMs: fileTimeoutMs,
  };
  const readBot = async () => toBotFacts(await call('auth.test', {}));
  let own: Promise<BotFacts> | null = null;
  /** Who we are does not change while the token is the same. */
  const readOwn = (): Promise<BotFacts> => {
    own ??= readBot().catch((error: unknown) => {
      own = null;
      throw error;
    });
    return own;
  };
  const deleteMessage = async ({ channel, ts }: { channel: string; ts: string }) => {
    await call('chat.delete', { channel, ts }).catch((error: unknown) => {
      if (!isSlackCode(error, 'message_not_found')) throw error;
    });
  };
  return {
    readBot,
    readInstallation: async () => {
      const { response_metadata: metadata } = await call('auth.test', {});
      return { grantedScopes: scopesIn(asRecord(metadata)), slackAt: slackDate() };
    },
    postMessage: async ({ channel, threadTs, isBroadcast, rendered, postId }) => {
      const answer = await call('chat.postMessage', {
        channel,
        ...messageOf(rendered, postId),
        unfurl_links: false,
        unfurl_media: false,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs, reply_broadcast: isBroadcast ?? false }),
      });
      return { ts: tsIn(answer) };
    },
    updateMessage: async ({ channel, ts, rendered, postId }) => {
      await call('chat.update', { channel, ts, ...messageOf(rendered, postId) });
    },
    deleteMessage,
    findPost: async (post) => findPost(call, await readOwn(), post),
    postEphemeral: async ({ channel, slackUserId, threadTs, rendered }) => {
      await call('chat.postEphemeral', {
        channel,
        user: slackUserId,
        ...rendered,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      });
    },
    openView: async (triggerId, view) => {
      const answer = await call('views.open', { trigger_id: triggerId, view });
      return { viewId: textIn(asRecord(answer.view), 'id') };
    },
    pushView: async (triggerId, view) => {
      const answer = await call('views.push', { trigger_id: triggerId, view });
      return { viewId: textIn(asRecord(answer.view), 'id') };
    },
    updateView: async (viewId, view, hash) => {
      await call('views.update', { view_id: viewId, view, ...(hash === undefined ? {} : { hash }) });
    },
    publishHome: async (slackUserId, view, hash) => {
      const answer = await call('views.publish', {
        user_id: slackUserId,
        view,
        ...(hash === undefined ? {} : { hash }),
      });
      const { hash: published } = asRecord(answer.view);
      return { hash: typeof published === 'string' && published !== '' ? published : null };
    },
    uploadFile: (file) => uploadFile({ call, fetch, timeoutMs: fileTimeoutMs }, file),
    shareCopy: (copy) => shareCopy({ call, files: { ...files, timeoutMs: copyTimeoutMs } }, copy),
    removeCopy: async (message) => {
      await removeCopy({ call, files }, (await readOwn()).userId, message);
      await deleteMessage(message);
    },
    removeFile: (slackFileId) => removeFile({ call }, slackFileId),
    readFileText: (file, bytesMax) => readFileText(files, file, bytesMax),
    respond: (responseUrl, answer) => respond({ fetch, timeoutMs: CALL_TIMEOUT_MS }, responseUrl, answer),
    read: call,
  };
}

async function callMethod(
  client: webApi.WebClient,
  method: string,
  parameters: Record<string, unknown>,
): Promise<ApiPage> {
  try {
    return asRecord(await client.apiCall(method, parameters));
  } catch (error) {
    throw new GatewayError(method, failureOf(error), { cause: error });
  }
}

function messageOf(rendered: RenderedMessage, postId: number) {
  return {
    text: rendered.text,
    blocks: rendered.blocks,
    metadata: { event_type: POST_EVENT_TYPE, event_payload: { post_id: postId } },
  };
}

const noDate = (): Date | null => null;

/** WebClient reads them from the header `x-oauth-scopes`. */
function scopesIn({ scopes }: ApiPage): string[] | null {
  return Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string' && scope !== '') : null;
}

function toBotFacts(answer: ApiPage): BotFacts {
  return {
    userId: textIn(answer, 'user_id'),
    botId: textIn(answer, 'bot_id'),
    teamId: textIn(answer, 'team_id'),
    name: textIn(answer, 'user'),
    workspaceUrl: typeof answer.url === 'string' ? answer.url.replace(/\/?$/, '/') : 'https://slack.com/',
  };
}
