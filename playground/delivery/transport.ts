/** What Socket Mode and HTTP delivery have in common: one payload out, one answer or the lack of it back. */

import type { JsonObject } from '../workspace/types.js';

export type EnvelopeKind = 'events_api' | 'interactive' | 'slash_commands';

export type Envelope = { id: string; kind: EnvelopeKind; payload: JsonObject };

/** `number` is 0 for the first delivery. */
export type Attempt = { number: number; reason?: FailureReason };

/** https://docs.slack.dev/apis/events-api/#retries */
export type FailureReason = 'http_timeout' | 'http_error' | 'connection_failed';

export type Outcome =
  | { isAcked: true; body: unknown }
  | { isAcked: false; reason: FailureReason; isFinal?: boolean };

export type Transport = {
  send(envelope: Envelope, attempt: Attempt): Promise<Outcome>;
  close(): Promise<void>;
};
