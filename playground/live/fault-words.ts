/** What was broken or mended, as the trail names it. */

import type { FaultName } from './read-fault.js';
import { type Broken, wordsOf } from './weather.js';

/** `api` and `event` stand in the panel as they do here. */
type Lasting = 'api' | 'event';

const WORDS: Readonly<Record<Exclude<FaultName, Lasting>, (...args: string[]) => string>> = {
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

/** @param nameOf how a channel that is given by its id is called. */
export function faultWords(
  name: FaultName,
  args: readonly unknown[],
  nameOf: (channel: string) => string,
): string {
  if (name === 'api' || name === 'event') {
    // They have been read as what they are.
    const of = name === 'api' ? 'api' : 'events';
    const broken = { of, match: String(args[0]), fault: args[1] } as Broken;
    return `Broken on purpose: ${wordsOf(broken)}`;
  }
  const words = args.map(String).map((word) => (/^[CDG][A-Z0-9]{8,}$/.test(word) ? nameOf(word) : word));
  return WORDS[name](...words);
}
