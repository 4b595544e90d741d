/** Says that a target has passed unmet, and offers to do something about it. */

import type { AlertView } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { alertMessage, allowedWords } from './alert-pieces.js';
import { instant, type RenderOptions } from './ticket-words.js';

export function breach({ alert }: { alert: AlertView }, options: RenderOptions): RenderedMessage {
  const came = alert.stoppedAt === null ? '' : ` and came ${instant(alert.stoppedAt)}`;
  return alertMessage(alert, `It was due ${instant(alert.at)}${allowedWords(alert)}${came}.`, options);
}
