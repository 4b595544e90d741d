/** The button that explains a ticket's targets. */

import { ACTIONS } from '../ids.js';
import { type Button, button } from './pieces.js';

export function whyButton(number: string): Button {
  return button({ actionId: ACTIONS.why, text: 'Why?', value: number });
}
