/** Says above a form what is being edited, for whom it counts, and how far its last change has come. */

import { escapeText } from '../../domain/mrkdwn.js';
import type { OpenedCalendar } from '../../services/policies/read-calendar-form.js';
import type { OpenedPolicy } from '../../services/policies/read-policy-form.js';
import { countWords } from '../blocks/count-words.js';

type Counts = Pick<OpenedPolicy, 'openCount' | 'outdatedCount'>;

/** mrkdwn. "*Business hours* of IT, version 3. 412 open tickets count in it." */
export function calendarStanding(opened: OpenedCalendar): string {
  const name = `*${escapeText(opened.calendarName)}*`;
  const { scopeName, version, isInherited, openCount } = opened;
  if (version === null && !isInherited) {
    return `${name}, a new calendar for ${scopeName}. It starts as a copy of the one in use.`;
  }
  const whose = isInherited
    ? `${name} of the default. Saving gives ${scopeName} a calendar of its own.`
    : `${name} of ${scopeName}, version ${version}.`;
  const counts = `${countWords(openCount, 'open ticket counts', 'open tickets count')} in it.`;
  return sentences(`${whose} ${counts}`, opened);
}

/** mrkdwn. "Policy of IT, version 3. 412 open tickets. 212 of them are recomputed so far." */
export function policyStanding(opened: OpenedPolicy): string {
  const { scopeName, version, isInherited, openCount } = opened;
  const whose = isInherited
    ? `The default's policy. Saving gives ${scopeName} a policy of its own.`
    : `Policy of ${scopeName}, version ${version}.`;
  return sentences(`${whose} ${countWords(openCount, 'open ticket')}.`, opened);
}

/** While the last change is still on its way, how far it has come. */
function sentences(first: string, { openCount, outdatedCount }: Counts): string {
  if (outdatedCount === 0) return first;
  const done = openCount - outdatedCount;
  return `${first} ${done} of ${countWords(openCount, 'open ticket')} recomputed so far.`;
}
