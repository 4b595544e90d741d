/** PostgreSQL is restarted and crashes under a bot that works: it waits, and the end is the same. `npm run chaos` takes a hundred steps. */
import { beforeAll, expect, it } from 'vitest';
import { storyOf } from '../support/chaos/desk-story.js';
import type { Outcome } from '../support/chaos/outcome.js';
import { withOwnPostgres } from '../support/chaos/own-postgres.js';
import { play } from '../support/chaos/play.js';
import { SCENARIOS } from '../support/chaos/scenarios.js';
import { openStage } from '../support/chaos/stage.js';
import { compileBot } from '../support/child-bot.js';

/** Setting up, a ticket, two replies, an edit and a deletion: what Slack tells once, and what a person presses. */
const STEPS = 4;
/** By this one PostgreSQL is killed under the replies, and restarted in every other step. */
const SEED = 15;
const scenario = SCENARIOS.postgres;
const story = () => storyOf(STEPS, ['busy']).slice(0, STEPS);

function playHere(seed: number): Promise<Outcome> {
  return withOwnPostgres(async ({ url, postgres }) => {
    const stage = await openStage({ url, bots: scenario.bots });
    try {
      return await play({ scene: { stage, postgres }, story: story(), scenario, seed });
    } finally {
      await stage.close();
    }
  });
}

beforeAll(compileBot, 60_000);

it('a PostgreSQL that goes away in the middle of every step loses nothing and doubles nothing', async () => {
  const { comments, edits, changelog, posts, inHelp, violations } = await playHere(SEED);
  expect(comments).toEqual(
    [
      'IT-1 | Bo | My password is hunter2 (day of IT-1) | public | f | t | f',
      'IT-1 | Bo | From everywhere (day of IT-1) | public | t | f | f',
    ].sort(),
  );
  expect(edits).toEqual(['IT-1 | Only from home (day of IT-1)']);
  const did = ['comment_added', 'comment_added', 'comment_deleted', 'comment_edited', 'created'];
  expect(changelog).toEqual(did.map((action) => `IT-1 | ${action} | public | Bo`));
  expect(posts.filter((post) => post.includes('IT-1'))).toEqual([
    'mirror | IT-1 | sent',
    'mirror | IT-1 | withdrawn',
    'origin_card | IT-1 | sent',
    'triage_card | IT-1 | sent',
  ]);
  expect(inHelp.filter((message) => message.includes('*IT-1*'))).toHaveLength(1);
  expect(violations).toEqual([]);
}, 300_000);
