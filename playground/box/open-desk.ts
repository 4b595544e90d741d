/** Opens the desk as an admin would, through the bot itself, so that a newcomer can ask for help at once. */
import type { App } from '../../src/app.js';
import type { Person } from '../people.js';
import type { SlackServer } from '../server.js';
import { untilQuiet } from './quiet.js';

const OWNER = 'Ada';
const TRIES_MAX = 5;
const PLACES = { 'Triage channel': '#it-triage', 'Request channel': '#it-help' };

/** Does nothing where a project was ever given a channel. Resolves when all that it caused has been said. */
export async function openDesk(slack: SlackServer, app: Pick<App, 'desk' | 'isIdle'>): Promise<void> {
  if (await isOpened(app)) return;
  const owner = slack.person(OWNER);
  await owner.command('/project', 'edit IT');
  await slack.until(() => owner.view()?.submit, { what: 'the form of the project' });
  await owner.fill(PLACES);
  await submitForm(owner);
  // What says that it is saved would be the first thing that whoever is Ada sees.
  if (owner.view()) await owner.closeView();
  await untilQuiet(slack, app);
}

/** A machine that does much else may miss Slack's three seconds at the first try, as a person would see and press again. */
async function submitForm(owner: Person): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { errors, error } = await owner.submit();
    const trouble = error ?? (Object.keys(errors).length > 0 ? JSON.stringify(errors) : null);
    if (trouble === null) return;
    if (tries === TRIES_MAX) throw new Error(`The desk could not be opened: ${trouble}`);
  }
}

/** Whatever somebody has made of the channels since is theirs: what is asked is whether any ever had a role. */
async function isOpened({ desk }: Pick<App, 'desk'>): Promise<boolean> {
  const { rows } = await desk.database.pool.query<{ isOpened: boolean }>(
    `SELECT EXISTS (
       SELECT FROM audit_entries WHERE action IN ('triage_channel_set', 'request_channel_set')
     ) AS "isOpened"`,
  );
  return rows[0]?.isOpened ?? false;
}
