/** Carries durable messages to Slack for the outbox: rendered here, failures handed back as data. */

import { copyName } from '../domain/carried-file.js';
import type { CarriedFile, PostContent } from '../domain/post-content.js';
import {
  type Carried,
  carryFailureOf,
  NOT_SHOWN_YET,
  type PostCarrier,
} from '../services/posts/post-carrier.js';
import type { Gateway, RenderedMessage } from './gateway.js';
import { GatewayError } from './gateway-error.js';

/** What cannot be rendered is thrown: that is a mistake of ours, not a failure of Slack's. */
export function createPostCarrier(
  gateway: Gateway,
  renderPost: (content: PostContent) => RenderedMessage,
): PostCarrier {
  return {
    post: ({ slackChannelId, threadTs, isBroadcast, content, postId, keepFile }) => {
      const rendered = renderPost(content);
      if (content.kind === 'carried_file') {
        const place = { channel: slackChannelId, ...inThread(threadTs) };
        const copy = { ...place, postId, file: content.file, comment: rendered.text };
        return carried(giveCopy(gateway, { ...copy, onAnnounced: keepFile }));
      }
      return carried(
        gateway.postMessage({
          channel: slackChannelId,
          isBroadcast,
          rendered,
          postId,
          ...inThread(threadTs),
        }),
      );
    },
    update: async ({ slackChannelId, ts, postId, content }) => {
      // It shows what it showed, or is taken out.
      if (content.kind === 'carried_file') return { isCarried: true, value: null };
      const rendered = renderPost(content);
      return carried(
        gateway.updateMessage({ channel: slackChannelId, ts, rendered, postId }).then(() => null),
      );
    },
    remove: ({ slackChannelId, ts, threadTs, isFile, slackFileId }) => {
      const message = { channel: slackChannelId, ts };
      const removed = isFile
        ? gateway.removeCopy({ ...message, ...inThread(threadTs), slackFileId })
        : gateway.deleteMessage(message);
      return carried(removed.then(() => null));
    },
    removeFile: ({ slackFileId }) => carried(gateway.removeFile(slackFileId).then(() => null)),
    find: ({ slackChannelId, threadTs, postId, afterTs }) =>
      carried(gateway.findPost({ channel: slackChannelId, postId, afterTs, ...inThread(threadTs) })),
  };
}

type Copy = {
  channel: string;
  threadTs?: string;
  postId: number;
  file: CarriedFile;
  comment: string;
  onAnnounced: (slackFileId: string) => Promise<void>;
};

/** Where its message is not there at once, it is looked for again: Slack shares files in its own time. */
async function giveCopy(
  gateway: Gateway,
  { postId, file, comment, ...place }: Copy,
): Promise<{ ts: string }> {
  const { slackFileId, name: title } = file;
  await gateway.shareCopy({ ...place, slackFileId, title, comment, name: copyName(postId, title) });
  const unseen = (cause?: unknown) =>
    new GatewayError('file carry', { kind: 'ambiguous', cause: NOT_SHOWN_YET }, { cause });
  const { channel, threadTs = null } = place;
  // Whatever refuses this look, the copy was given.
  const ts = await gateway
    .findPost({ channel, ...inThread(threadTs), postId })
    .catch((error: unknown) => Promise.reject(error instanceof GatewayError ? unseen(error) : error));
  if (ts === null) throw unseen();
  return { ts };
}

function inThread(threadTs: string | null): { threadTs?: string } {
  return threadTs === null ? {} : { threadTs };
}

/** @throws what is no failure of Slack's. */
export async function carried<T>(call: Promise<T>): Promise<Carried<T>> {
  try {
    return { isCarried: true, value: await call };
  } catch (error) {
    const failure = carryFailureOf(error);
    if (failure === null) throw error;
    return { isCarried: false, failure };
  }
}
