/** What was broken or mended, as the trail names it. */

import { asText } from '../workspace/json.js';
import type { FaultName } from './read-fault.js';

const WORDS: Readonly<Record<FaultName, (...args: string[]) => string>> = {
  api: (method = '', what = '') => `Calls of ${method === '*' ? 'any method' : method} go wrong now: ${what}`,
  event: (match = '', what = '') =>
    `Events go wrong now (${match === '*' ? 'any' : match === 'people' ? 'of people' : match}): ${what}`,
  revokeToken: () => 'The token was revoked',
  restoreToken: () => 'The token works again',
  cutSockets: () => 'The connection was cut',
  warnDisconnect: () => 'Slack said that it is about to end the connection',
  refuseConnections: (isRefusing = 'true') =>
    isRefusing === 'false' ? 'Slack takes connections again' : 'Slack refuses connections',
  clear: () => 'Everything was mended',
  rateLimits: (isOn) => `Slack’s rates apply ${isOn === 'true' ? 'now' : 'no more'}`,
  removeBot: (channel) => `The bot was removed from ${channel}`,
  inviteBot: (channel) => `The bot was invited to ${channel}`,
  makePrivate: (channel) => `${channel} was made private`,
  makePublic: (channel) => `${channel} was made public`,
  reorder: (isHolding) =>
    isHolding === 'true' ? 'Events are held back from now on' : 'Held events came, the last one first',
  loseEvents: () => 'Events are lost from now on',
  hearAgain: () => 'Ten minutes later, the bot hears again',
};

function argumentWords(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'kind' in value)
    return asText(value.kind).replaceAll('_', ' ');
  return String(value);
}

/** @param nameOf how a channel that is given by its id is called. */
export function faultWords(
  name: FaultName,
  args: readonly unknown[],
  nameOf: (channel: string) => string,
): string {
  const words = args
    .map(argumentWords)
    .map((word) => (/^[CDG][A-Z0-9]{8,}$/.test(word) ? nameOf(word) : word));
  return WORDS[name](...words);
}
