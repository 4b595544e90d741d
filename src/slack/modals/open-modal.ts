/** Opens a modal while its trigger still lives, also where what it shows takes longer to find out. */

import { escapeText } from '../../domain/mrkdwn.js';
import { isUserError } from '../../errors.js';
import { firstOf } from '../first-of.js';
import type { ModalView } from '../gateway.js';
import { incidentWords, logIncident } from '../incident.js';
import type { Caller } from '../kit.js';
import { loadingView, noticeView } from './notice-view.js';

/** A trigger lives 3 s; half of it is for the way to Slack and back. */
const LOADING_AFTER_MS = 1_500;

/**
 * Opens what `build` makes. Where that takes long a loading view is opened first and replaced. A failure before anything is open is
 * thrown; after that it is told in the open modal.
 */
export async function openModal(
  { kit }: Caller,
  triggerId: string,
  title: string,
  build: () => Promise<ModalView>,
): Promise<void> {
  const building = build();
  const quick = await firstOf(building, LOADING_AFTER_MS);
  if (quick !== null) {
    await kit.gateway.openView(triggerId, quick);
    return;
  }
  const { viewId } = await kit.gateway
    .openView(triggerId, loadingView(title))
    .catch(async (error: unknown) => {
      await building.catch(() => null);
      throw error;
    });
  const view = await building.catch((error: unknown) => {
    const words = isUserError(error)
      ? error.message
      : incidentWords(logIncident(kit.desk.log, error, { modal: title }));
    return noticeView(title, escapeText(words));
  });
  await kit.gateway.updateView(viewId, view);
}
