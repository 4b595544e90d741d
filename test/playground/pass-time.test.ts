/** What a jump in time makes old, and what not. */
import { expect, test } from 'vitest';
import { passTime } from '../../playground/box/pass-time.js';
import { issueResponseUrl, respond } from '../../playground/workspace/response-urls.js';
import { exchangeTrigger, issueTrigger } from '../../playground/workspace/triggers.js';
import type { Desk } from '../../src/services/desk.js';
import { useTestDatabase } from '../support/database.js';
import { box, stillClock } from './box.js';
import { channelId } from './prepared.js';

const tested = useTestDatabase();

const HOUR_MS = 3_600_000;
const ANSWER = {
  text: 'here',
  responseType: 'ephemeral',
  replacesOriginal: false,
  deletesOriginal: false,
} as const;

test.each([
  ['is answered after it', 2_999, 'answered', 'answered'],
  ['of which a form could have come no more gets none', 3_001, 'expired_trigger_id', 'expired_url'],
])('what was typed just before a jump %s', async (_, agoMs, form, answer) => {
  const clock = stillClock();
  const slack = await box({ clock });
  const { workspace } = slack;
  const userId = slack.person('Bo').id;
  const trigger = issueTrigger(workspace, userId);
  const { token } = issueResponseUrl(workspace, { userId, channelId: channelId(slack, 'it-help') });
  clock.advance(agoMs);
  await passTime({ slack, app: { desk: { database: tested.database } as Desk }, clock }, HOUR_MS);
  expect(codeOf(() => exchangeTrigger(workspace, trigger))).toBe(form);
  expect(codeOf(() => respond(workspace, token, ANSWER))).toBe(answer);
});

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'answered';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
