/** A bot with one form and somebody who has it open, for the tests of forms. */
import { afterEach, beforeEach } from 'vitest';
import type { Person } from '../../playground/people.js';
import { type SlackServer, startSlackServer } from '../../playground/server.js';
import type { RunningApp } from '../playground/bolt-app.js';
import { stillClock } from '../playground/box.js';
import { useTestDesk } from '../support/desk.js';
import { type Handlers, type Mode, startTrial } from './trial-form.js';

export function useTrialForm() {
  const test = useTestDesk();
  let slack: SlackServer;
  let running: RunningApp | null = null;
  let ada: Person;
  let incidents: unknown[];

  beforeEach(async () => {
    slack = await startSlackServer({ clock: stillClock(), retryDelaysMs: [] });
    ada = slack.person('Ada');
    incidents = [];
  });

  afterEach(async () => {
    await running?.stop();
    running = null;
    await slack.close();
  });

  const start = async (handlers: Partial<Handlers> = {}, mode: Mode = 'socket'): Promise<void> => {
    running = await startTrial({ desk: test.desk, slack, ada, incidents }, handlers, mode);
  };

  const offered = async (menu: string, query: string) =>
    (await ada.options({ viewId: ada.view()?.viewId ?? '' }, menu, query)).map(
      ({ text }) => (text as { text: string }).text,
    );

  return {
    get slack() {
      return slack;
    },
    get ada() {
      return ada;
    },
    get incidents() {
      return incidents;
    },
    start,
    offered,
  };
}
