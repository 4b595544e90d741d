/** The button that explains a ticket's targets. */

import { ACTIONS } from '../ids.js';
import { type Button, button } from './pieces.js';

/** `isBesideOther`: the message also says why somebody got it, and the two questions must not sound alike. */
export function whyButton(number: string, { isBesideOther = false } = {}): Button {
  return button({ actionId: ACTIONS.why, text: isBesideOther ? 'Explain the clock' : 'Why?', value: number });
}
