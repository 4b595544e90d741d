/** What the parts of a Home share. */

import type { types } from '@slack/bolt';
import { HOME_COUNT_MAX } from '../../domain/home.js';
import { ACTIONS } from '../ids.js';
import { type Button, button, plain } from './pieces.js';

export function homeHeader(text: string): types.HeaderBlock {
  return { type: 'header', text: plain(text) };
}

/** "3", "500 or more". */
export function countedWords(count: number): string {
  return count >= HOME_COUNT_MAX ? `${HOME_COUNT_MAX} or more` : String(count);
}

export function detailsButton(number: string): Button {
  return button({ actionId: ACTIONS.details, text: 'Details', value: number });
}
