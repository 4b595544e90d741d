/** Carries durable messages to Slack for the outbox: rendered here, failures handed back as data. */

import type { PostContent } from '../domain/post-content.js';
import { type Carried, carryFailureOf, type PostCarrier } from '../services/posts/post-carrier.js';
import type { Gateway, RenderedMessage } from './gateway.js';

/** What cannot be rendered is thrown: that is a mistake of ours, not a failure of Slack's. */
export function createPostCarrier(
  gateway: Gateway,
  renderPost: (content: PostContent) => RenderedMessage,
): PostCarrier {
  return {
    post: ({ slackChannelId, threadTs, isBroadcast, content, postId }) => {
      const rendered = renderPost(content);
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
    update: ({ slackChannelId, ts, postId, content }) => {
      const rendered = renderPost(content);
      return carried(
        gateway.updateMessage({ channel: slackChannelId, ts, rendered, postId }).then(() => null),
      );
    },
    remove: ({ slackChannelId, ts }) =>
      carried(gateway.deleteMessage({ channel: slackChannelId, ts }).then(() => null)),
    find: ({ slackChannelId, threadTs, postId, afterTs }) =>
      carried(gateway.findPost({ channel: slackChannelId, postId, afterTs, ...inThread(threadTs) })),
  };
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
