/** What can be broken from the page, as a table: a button for each, and what pressing it tells the workspace. */
import type { ApiFault, Weather } from '../../live/protocol.js';

export type FaultRequest = { do: string; with: readonly unknown[] };

/** A button that does one thing, or a switch that the weather says is on. */
export type FaultButton = {
  label: string;
  /** What will be seen. */
  hint: string;
  on: FaultRequest;
} & ({ isOn?: undefined } | Switch);

/** `standing` says what is broken while it is on. */
type Switch = { isOn: (weather: Weather) => boolean; standing: string; offLabel: string; off: FaultRequest };

const once = (does: string, ...args: unknown[]): FaultRequest => ({ do: does, with: args });
const api = (fault: ApiFault) => once('api', '*', fault, { times: 3 });
/** What people do, and not what comes back to the bot of its own messages: that would use the fault up unseen. */
const event = (fault: object) => once('event', 'people', fault, { times: 1 });

export const FAULT_GROUPS: readonly { title: string; buttons: readonly FaultButton[] }[] = [
  {
    title: 'Events on their way to the bot',
    buttons: [
      {
        label: 'Lose the next event',
        hint: 'The bot is not told of it, and Slack does not say so.',
        on: event({ kind: 'drop' }),
      },
      {
        label: 'Delay the next event by 10 s',
        hint: 'What comes after it arrives first.',
        on: event({ kind: 'delay', delayMs: 10_000 }),
      },
      {
        label: 'Send the next event three times',
        hint: 'One reply must stay one comment.',
        on: event({ kind: 'duplicate', copies: 3 }),
      },
      {
        label: 'Hold events back',
        hint: 'They are kept until you let them go, and then come in reverse order.',
        on: once('reorder', true),
        isOn: ({ isReordering }) => isReordering,
        standing: 'Events are held back',
        offLabel: 'Let them go, last first',
        off: once('reorder', false),
      },
      {
        label: 'Lose ten minutes of events',
        hint: 'The bot hears nothing. Write something, then let it hear again: it reads the threads itself.',
        on: once('loseEvents'),
        isOn: ({ isLosingEvents }) => isLosingEvents,
        standing: 'The bot hears nothing: every event is lost',
        offLabel: 'Ten minutes later: let it hear again',
        off: once('hearAgain'),
      },
    ],
  },
  {
    title: 'Answers of Slack to the bot',
    buttons: [
      {
        label: 'Too many requests (429)',
        hint: 'The next three calls are to wait two seconds.',
        on: api({ kind: 'rate_limited', retryAfterSeconds: 2 }),
      },
      {
        label: 'Server errors (500)',
        hint: 'The next three calls fail.',
        on: api({ kind: 'status', status: 500 }),
      },
      {
        label: 'No answer',
        hint: 'The next three calls are carried out, but the bot never hears so.',
        on: api({ kind: 'reset', when: 'after' }),
      },
      {
        label: 'Apply Slack’s rate limits',
        hint: 'As many calls a minute as Slack allows, method by method.',
        on: once('rateLimits', true),
        isOn: ({ hasRateLimits }) => hasRateLimits,
        standing: 'Slack’s rate limits apply',
        offLabel: 'No rate limits',
        off: once('rateLimits', false),
      },
    ],
  },
  {
    title: 'The connection',
    buttons: [
      { label: 'Cut the connection', hint: 'The bot connects again by itself.', on: once('cutSockets') },
      {
        label: 'Say that the connection ends',
        hint: 'As Slack does every few hours, ten seconds before: the bot opens another one, and misses nothing.',
        on: once('warnDisconnect'),
      },
      {
        label: 'Revoke the bot’s token',
        hint: 'Nothing that the bot says comes through.',
        on: once('revokeToken'),
        isOn: ({ isTokenRevoked }) => isTokenRevoked,
        standing: 'The bot’s token is revoked',
        offLabel: 'Give the token back',
        off: once('restoreToken'),
      },
    ],
  },
];

/** What can be done to one channel. */
export const CHANNEL_FAULTS: readonly {
  label: string;
  hint: string;
  does: string;
  isOffered: (channel: { hasBot: boolean; kind: string }) => boolean;
}[] = [
  {
    label: 'Remove the bot',
    hint: 'It neither hears nor writes there any more.',
    does: 'removeBot',
    isOffered: ({ hasBot }) => hasBot,
  },
  { label: 'Invite the bot', hint: 'It is back.', does: 'inviteBot', isOffered: ({ hasBot }) => !hasBot },
  {
    label: 'Make it private',
    hint: 'What is said there becomes internal, unless people ask for help there.',
    does: 'makePrivate',
    isOffered: ({ kind }) => kind === 'public',
  },
  {
    label: 'Make it public',
    hint: 'What is for agents alone must not stay there.',
    does: 'makePublic',
    isOffered: ({ kind }) => kind === 'private',
  },
];
