import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What runs whole bots and servers, dearest first; everything else comes after. */
const DEAR = [
  'test/journeys/kills.test.ts',
  'test/browser/',
  'test/journeys/',
  'test/leaks/',
  'test/app/',
  'test/database/backup.test.ts',
  'test/database/restore-refused.test.ts',
  'test/database/embedded',
  'test/slack/conversations.test.ts',
  'test/slack/receivers.test.ts',
  'test/slack/presses',
];

/** None of the long files is still running when all others are through. */
class DearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => rankOf(left) - rankOf(right));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = DEAR.findIndex((part) => moduleId.includes(part));
  return rank === -1 ? DEAR.length : rank;
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Ten times what the longest takes alone: a busy machine makes a test slow, and only a mistake makes it hang.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Loading Bolt and Prisma anew for each file, and compiling them, takes as long as many of the tests.
    isolate: false,
    // What one test leaves is mostly garbage before the next: looked through four times less often, less of it is copied.
    execArgv: ['--min-semi-space-size=32', '--max-semi-space-size=64'],
    // On two cores vitest would run one file at a time, while much of the work is done by PostgreSQL and by started bots, and some is
    // waiting. Two at a time took 592 seconds, three take 540.
    maxWorkers: 3,
    sequence: { sequencer: DearestFirst },
  },
});
