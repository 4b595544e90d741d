/** Passes on what Bolt and its clients have to say, without the payloads that they would log at debug level. */

import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../services/desk.js';

export type { Logger };

/** Debug output holds whole messages and is dropped here, whatever level is asked for. */
export function boltLogger(log: Log): Logger {
  return {
    debug: () => {},
    info: (...parts) => log.debug({ detail: detailOf(parts) }, 'slack client'),
    warn: (...parts) => log.warn({ detail: detailOf(parts) }, 'slack client'),
    error: (...parts) => log.error({ detail: detailOf(parts) }, 'slack client'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

const DETAIL_MAX = 500;

function detailOf(parts: unknown[]): string {
  return parts
    .map((part) => (part instanceof Error ? `${part.name}: ${part.message}` : String(part)))
    .join(' ')
    .slice(0, DETAIL_MAX);
}
