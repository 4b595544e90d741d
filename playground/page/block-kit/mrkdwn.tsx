/** A text in Slack's mrkdwn, for whatever is no block: messages without blocks, hints, quotes. */
import type { ReactNode } from 'react';
import { endOfDirections } from './directions.js';
import { Rendered, TAIL } from './rendered.js';

/** `tail` stands on the line of the last words. */
export function Mrkdwn({ text, tail }: { text: string; tail?: ReactNode }) {
  if (text === '') return null;
  const whole = tail ? `${text}${endOfDirections(text)} ${TAIL}` : text;
  return <Rendered block={{ type: 'section', text: { type: 'mrkdwn', text: whole } }} tail={tail} />;
}
