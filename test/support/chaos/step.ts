/** One thing that somebody does in a story, and how they see that it is done. */
import type { Stage } from './stage.js';

/** What Slack's events carry, and what time does, is done again by nobody: it is Slack that repeats the events. */
export type Step = {
  name: string;
  isByEvents?: true;
  act(stage: Stage): unknown;
  isDone(stage: Stage): boolean;
};
