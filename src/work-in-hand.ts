/** Knows, wherever something is logged or sent, what it is done for: a request of Slack's, a run of a job, or one post. */
import { AsyncLocalStorage } from 'node:async_hooks';

export type Work =
  /** The id that Slack gave it, in Socket Mode; over HTTP, one of our own. */
  { of: 'request'; id: string } | { of: 'job'; name: string; run: number } | { of: 'post'; id: number };

const inHand = new AsyncLocalStorage<Work>();
let runs = 0;

/** All that `act` does, and whatever it begins without waiting for it, is work on this; the innermost counts. */
export function workingOn<T>(work: Work, act: () => T): T {
  return inHand.run(work, act);
}

/** As a run of its own, of this process. */
export function inRunOf<T>(name: string, act: () => T): T {
  runs += 1;
  return workingOn({ of: 'job', name, run: runs }, act);
}

/** Null where nobody and nothing asked for it: while the process starts or stops, for example. */
export function workInHand(): Work | null {
  return inHand.getStore() ?? null;
}

/** For the log: by which lines that belong together are found. */
export function workFields(): Record<string, string | number> {
  const work = workInHand();
  switch (work?.of) {
    case 'request':
      return { requestId: work.id };
    case 'job':
      return { job: work.name, run: work.run };
    case 'post':
      return { postId: work.id };
    case undefined:
      return {};
  }
}
