/** What whoever moves time needs of the box. */
import type { App } from '../../../src/app.js';
import type { SlackServer } from '../../server.js';
import type { MovingClock } from '../moving-clock.js';

export type TimedBox = {
  slack: SlackServer;
  app: Pick<App, 'desk' | 'isIdle' | 'runJob'>;
  clock: MovingClock;
};
