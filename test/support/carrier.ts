/** A Slack that durable messages are carried to, held in memory: it keeps what was said and fails when it is told to. */
import type { PostContent } from '../../src/domain/post-content.js';
import type { Carried, CarryFailure, PostCarrier } from '../../src/services/posts/post-carrier.js';

export type CarriedMessage = {
  slackChannelId: string;
  threadTs: string | null;
  ts: string;
  postId: number;
  content: PostContent;
  updates: number;
};

type Verb = keyof PostCarrier;
type Upset = { verb: Verb; failure: CarryFailure | Error; isDone: boolean; slackChannelId: string | null };

export type TestCarrier = PostCarrier & {
  /** What stands in Slack now, in the order it was said. */
  readonly messages: readonly CarriedMessage[];
  /** Copies of files that are in Slack, whether a message shows them or not. */
  readonly files: ReadonlySet<string>;
  /** Every call, `post D1` and so on. */
  readonly calls: readonly string[];
  /** The next such call fails; `isDone`: after it had its effect, as when the answer is lost. */
  failNext(
    verb: Verb,
    failure: CarryFailure | Error,
    options?: { isDone?: boolean; times?: number; slackChannelId?: string },
  ): void;
  /** Calls of this verb wait until the returned function is called. */
  hold(verb: Verb): () => void;
};

const FIRST_SECOND = 1_800_000_000;

export function createTestCarrier(): TestCarrier {
  const messages: CarriedMessage[] = [];
  const calls: string[] = [];
  const files = new Set<string>();
  const upsets: Upset[] = [];
  const held = new Map<Verb, Promise<void>>();
  let said = 0;

  async function call<T>(verb: Verb, slackChannelId: string, effect: () => T): Promise<Carried<T>> {
    calls.push(`${verb} ${slackChannelId}`);
    await held.get(verb);
    const at = upsets.findIndex(
      (each) => each.verb === verb && (each.slackChannelId ?? slackChannelId) === slackChannelId,
    );
    const upset = at === -1 ? undefined : upsets.splice(at, 1)[0];
    if (upset === undefined) return { isCarried: true, value: effect() };
    if (upset.isDone) effect();
    if (upset.failure instanceof Error) throw upset.failure;
    return { isCarried: false, failure: upset.failure };
  }
  const find = (ts: string) => messages.find((message) => message.ts === ts);

  return {
    messages,
    calls,
    files,
    post: async ({ slackChannelId, threadTs, postId, content, keepFile }) => {
      if (content.kind === 'carried_file') {
        const slackFileId = `FCOPY${calls.length}`;
        await keepFile(slackFileId);
        files.add(slackFileId);
      }
      return call('post', slackChannelId, () => {
        said += 1;
        const ts = `${FIRST_SECOND + said}.000000`;
        messages.push({ slackChannelId, threadTs, ts, postId, content, updates: 0 });
        return { ts };
      });
    },
    update: ({ slackChannelId, ts, content }) =>
      call('update', slackChannelId, () => {
        const message = find(ts);
        if (message !== undefined) Object.assign(message, { content, updates: message.updates + 1 });
        return null;
      }),
    remove: ({ slackChannelId, ts, slackFileId }) =>
      call('remove', slackChannelId, () => {
        files.delete(slackFileId ?? '');
        const message = find(ts);
        if (message !== undefined) messages.splice(messages.indexOf(message), 1);
        return null;
      }),
    removeFile: ({ slackChannelId, slackFileId }) =>
      call('removeFile', slackChannelId, () => {
        files.delete(slackFileId);
        return null;
      }),
    find: ({ slackChannelId, postId }) =>
      call('find', slackChannelId, () => messages.find((message) => message.postId === postId)?.ts ?? null),
    failNext: (verb, failure, { isDone = false, times = 1, slackChannelId = null } = {}) => {
      for (let count = 0; count < times; count += 1) upsets.push({ verb, failure, isDone, slackChannelId });
    },
    hold: (verb) => {
      let release: () => void = () => undefined;
      held.set(
        verb,
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      return () => {
        held.delete(verb);
        release();
      };
    },
  };
}
