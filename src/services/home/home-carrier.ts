/** What brings a Home to Slack, as services see it. */
import type { Carried } from '../posts/post-carrier.js';
import type { HomeContent } from './home-content.js';

export type HomeCarrier = {
  /**
   * Puts a view in the place of whatever is there; with `hash`, only in the place of that one: else it fails for good with
   * `hash_conflict`. Doing it twice does no harm.
   */
  publish(home: {
    slackUserId: string;
    content: HomeContent;
    hash: string | null;
  }): Promise<Carried<{ hash: string | null }>>;
};
