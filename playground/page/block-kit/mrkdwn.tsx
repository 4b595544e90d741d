/** A text in Slack's mrkdwn, for whatever is no block: messages without blocks, hints, quotes. */
import { Rendered } from './rendered.js';

export function Mrkdwn({ text }: { text: string }) {
  if (text === '') return null;
  return <Rendered block={{ type: 'section', text: { type: 'mrkdwn', text } }} />;
}
