/** Warns that most of a target is spent, while it can still be met. */

import type { AlertView } from '../../domain/post-content.js';
import type { RenderedMessage } from '../gateway.js';
import { alertMessage, allowedWords } from './alert-pieces.js';
import { instant, type RenderOptions } from './ticket-words.js';

export function atRisk({ alert }: { alert: AlertView }, options: RenderOptions): RenderedMessage {
  const due = alert.dueAt === null ? '' : ` It is due ${instant(alert.dueAt)}.`;
  return alertMessage(alert, `${alert.percent}% of the time${allowedWords(alert)} is spent.${due}`, options);
}
