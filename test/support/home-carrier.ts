/** A Slack that Homes are published to, held in memory: one view a person, and it fails when it is told to. */
import type { HomeCarrier } from '../../src/services/home/home-carrier.js';
import type { CarryFailure } from '../../src/services/posts/post-carrier.js';

export type TestHomes = {
  carrier: HomeCarrier;
  /** With a hash that each publication renews. */
  shown: Map<string, { content: string; hash: string }>;
  /** Slack ids, one a call. */
  calls: string[];
  /** Of the next calls. */
  failures: CarryFailure[];
  /** What somebody's Home shows; nothing where none was published. */
  reads(slackUserId: string): string;
};

export function createTestHomes(): TestHomes {
  const homes: TestHomes = {
    ...{ shown: new Map(), calls: [], failures: [] },
    reads: (slackUserId) => homes.shown.get(slackUserId)?.content ?? '',
    carrier: {
      publish: async ({ slackUserId, content, hash }) => {
        homes.calls.push(slackUserId);
        const failure = homes.failures.shift();
        if (failure !== undefined) return { isCarried: false, failure };
        if (hash !== null && homes.shown.get(slackUserId)?.hash !== hash) {
          return { isCarried: false, failure: { kind: 'permanent', code: 'hash_conflict' } };
        }
        const view = { content: JSON.stringify(content), hash: `${homes.calls.length}` };
        homes.shown.set(slackUserId, view);
        return { isCarried: true, value: { hash: view.hash } };
      },
    },
  };
  return homes;
}
