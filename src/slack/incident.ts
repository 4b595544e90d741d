/** Gives an unexpected failure a number: the person gets it to quote, the log keeps what went wrong under it. */

import { randomUUID } from 'node:crypto';
import type { Log } from '../services/desk.js';
import { textMessage } from './blocks/pieces.js';
import type { RenderedMessage } from './gateway.js';

/** Logs the error and returns the incident's id. `fields` names the place and the ids, never texts. */
export function logIncident(log: Log, error: unknown, fields: Record<string, unknown>): string {
  const incident = randomUUID().slice(0, 8);
  log.error({ incident, ...fields, err: error }, 'a request from Slack failed');
  return incident;
}

/** For the person: what to do, and the number. Nothing of the error. */
export function incidentWords(incident: string): string {
  return `Something went wrong on our side, and nothing was changed that you would have to undo. Please try again; if it happens again, tell an admin the number \`${incident}\`.`;
}

export function incidentMessage(incident: string): RenderedMessage {
  return textMessage(incidentWords(incident));
}
