/** What carries durable messages to Slack, as services see it: a few verbs, and failures as data. */
import type { PostContent } from '../../domain/post-content.js';

export type CarryFailure =
  /** Nothing happened; the same call may succeed after this time. */
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  /** Nothing happened, and the same call would fail again. */
  | { kind: 'permanent'; code: string }
  /** It may have happened: look before doing it again. */
  | { kind: 'ambiguous'; cause: string }
  /** No call can succeed until an admin has repaired the installation. */
  | { kind: 'unauthorized'; code: string };

export type Carried<T> = { isCarried: true; value: T } | { isCarried: false; failure: CarryFailure };

type Place = { slackChannelId: string; threadTs: string | null; postId: number };

/** No call retries by itself: the outbox is the only retry loop. A failure to render is thrown. */
export type PostCarrier = {
  /** `keepFile`: of a copy of a file, awaited before it is shared: whatever becomes of the call, the file can be taken out by its id. */
  post(
    message: Place & {
      isBroadcast: boolean;
      content: PostContent;
      keepFile: (slackFileId: string) => Promise<void>;
    },
  ): Promise<Carried<{ ts: string }>>;
  update(message: {
    slackChannelId: string;
    ts: string;
    postId: number;
    content: PostContent;
  }): Promise<Carried<null>>;
  /** `isFile`: with the copy of a file that it holds, and with that of the id where it is known. */
  remove(message: {
    slackChannelId: string;
    ts: string;
    threadTs: string | null;
    isFile: boolean;
    slackFileId: string | null;
  }): Promise<Carried<null>>;
  /** A copy whose message was not seen. One that is not there is no failure. */
  removeFile(file: { slackChannelId: string; slackFileId: string }): Promise<Carried<null>>;
  /** The ts of a post that may have been sent, by the id in its metadata; null when it is not there. */
  find(message: Place & { afterTs: string }): Promise<Carried<string | null>>;
};

/** A cause: a copy of a file was given, and Slack does not show it yet. */
export const NOT_SHOWN_YET = 'not_shown_yet';
/** A code: the file is not there any more, or not to be had. */
export const FILE_NOT_THERE = 'file_not_there';

const KINDS: ReadonlySet<unknown> = new Set<CarryFailure['kind']>([
  'rate_limited',
  'permanent',
  'ambiguous',
  'unauthorized',
]);

/** What a thrown error says of the call. Structural, because services do not know Slack's side; null where it says nothing. */
export function carryFailureOf(error: unknown): CarryFailure | null {
  if (!(error instanceof Error) || !('failure' in error)) return null;
  const { failure } = error;
  const isFailure =
    typeof failure === 'object' && failure !== null && 'kind' in failure && KINDS.has(failure.kind);
  return isFailure ? (failure as CarryFailure) : null;
}
