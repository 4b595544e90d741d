/** What always happens: told so that every act comes to something, every kind of post is said, and every gate is leaned on. */
import type { ActName, Step } from './acts.js';
import type { Choices } from './scene.js';

/** Agents act on the ticket in the help channel, unless said otherwise. */
const USUAL: Choices = { by: 'ana', other: 'cleo', ticket: 0, pick: 0 };

const act = (name: ActName, choices: Partial<Choices> = {}): Step => ({ ...USUAL, ...choices, act: name });

/** Tickets of a world, by what they are. */
const [SECRET, HR, NEWEST] = [1, 2, 3];
/** As `converts` has it. */
const [PUBLIC_SHARED, PRIVATE, PUBLIC, SHARED] = [0, 1, 2, 3];
/** As moves have them. */
const [HOLD, WAIT, RESOLVE, CLOSE, REOPEN] = [1, 0, 1, 2, 3];
/** As what is written has it. */
const WITH_FILE = 2;
/** As those who want to be told later have it. */
const [DAILY, QUIET] = [0, 1];
/** As redactions, observers and erasures have it. */
const [TITLE, OF_HR, WITH_TEXTS] = [1, 1, 1];
/** As moves to another project have it. */
const ALONG = 1;
/** As rows have it that ask for too much. */
const [NOTE_IN_HELP, NOTE_AS_REPLY, TITLE_IN_HELP, CARD_IN_HELP, NOTE_IN_TRIAGE] = [0, 1, 2, 3, 4];
/** Of the ticket in the help channel, or of another project's, as duplicates have it. */
const [OF_THE_FIRST, OF_HRS] = [0, 1];
/** What is said is edited afterwards. */
const EDITED = 1;

export type Story = { name: string; isHelpPrivate?: boolean; steps: readonly Step[] };

export const STORIES: readonly Story[] = [
  {
    name: 'a triage channel that has become public, and its agents',
    steps: [
      act('write in triage', { pick: EDITED }),
      act('note', { ticket: SECRET }),
      act('becomes an observer'),
      act('becomes an observer', { pick: OF_HR }),
      act('an agent joins'),
      act('add a watcher', { other: 'gus' }),
      act('write in the origin thread', { by: 'bo', pick: EDITED }),
      act('assign', { other: 'ben' }),
      act('write while nobody listens', { pick: 1 }),
      act('an agent leaves'),
      act('resolve as a duplicate', { ticket: SECRET, pick: OF_THE_FIRST }),
      act('wait for some hours'),
      // The card goes on naming whom it was taken from, until nothing may.
      act('Slack refuses updates'),
      act('assign', { other: 'ana' }),
      act('is erased', { other: 'ben' }),
      act('redact', { pick: TITLE }),
      act('convert triage', { pick: PUBLIC }),
      act('a row asks for too much', { pick: NOTE_IN_TRIAGE }),
      act('note'),
      act('wait for a day'),
      act('a row asks for too much', { pick: NOTE_IN_HELP }),
    ],
  },
  {
    name: 'a private help channel that is opened, and a thread that was private',
    isHelpPrivate: true,
    steps: [
      act('write in the origin thread', { by: 'cleo', pick: EDITED }),
      act('note'),
      act('a row asks for too much', { pick: NOTE_IN_HELP }),
      act('make a ticket of what was said in private', { by: 'hedy' }),
      act('make a ticket of what was said in private'),
      act('write in a linked thread', { ticket: NEWEST, pick: EDITED }),
      act('convert the help channel', { pick: PUBLIC }),
      act('make confidential', { ticket: NEWEST }),
      act('take that back', { ticket: NEWEST }),
      act('convert the private channel', { pick: PUBLIC }),
      act('a row asks for too much', { ticket: NEWEST, pick: TITLE_IN_HELP }),
      act('write in a linked thread', { ticket: NEWEST, by: 'cleo' }),
      act('say when it began'),
      act('Slack refuses updates'),
      act('redact a comment'),
      act('comment'),
      act('make confidential'),
      act('a row asks for too much', { pick: CARD_IN_HELP }),
      act('give a reason', { ticket: SECRET }),
      act('convert triage unheard', { pick: PUBLIC }),
      act('note', { ticket: SECRET }),
    ],
  },
  {
    name: 'what happens by itself, and what is told in lists',
    steps: [
      act('move within', { pick: HOLD }),
      act('a row asks for too much', { pick: NOTE_AS_REPLY }),
      act('move openly', { ticket: SECRET, pick: WAIT }),
      act('ask to be reminded', { by: 'bo', ticket: HR }),
      act('ask to be reminded', { by: 'cleo' }),
      act('add a watcher', { ticket: NEWEST, other: 'gus' }),
      act('add a watcher', { ticket: NEWEST, other: 'hedy' }),
      act('move openly', { ticket: NEWEST, pick: RESOLVE }),
      act('move openly', { ticket: NEWEST, pick: REOPEN }),
      act('move openly', { ticket: NEWEST, pick: CLOSE }),
      act('Slack refuses a post'),
      act('wait for some hours'),
      act('convert the help channel', { pick: PRIVATE }),
      act('wait for a day'),
      act('move openly', { pick: RESOLVE }),
      act('wait for a week'),
      act('move openly', { pick: CLOSE, ticket: SECRET }),
      act('write in the origin thread', { by: 'bo', ticket: SECRET, pick: WITH_FILE }),
      act('write in triage', { ticket: SECRET, pick: WITH_FILE }),
      act('write to the bot', { by: 'bo' }),
      act('mirror more or less'),
      act('convert triage', { pick: SHARED }),
      act('a row asks for too much', { pick: NOTE_IN_TRIAGE }),
    ],
  },
  {
    name: 'people who turn into somebody else, and words that are taken out',
    steps: [
      act('wait for some hours'),
      act('add a watcher', { other: 'gus' }),
      act('move openly', { pick: RESOLVE }),
      act('take a watcher off', { other: 'gus' }),
      act('redact', { pick: TITLE }),
      act('resolve as a duplicate', { ticket: NEWEST, pick: OF_THE_FIRST }),
      act('resolve as a duplicate', { ticket: NEWEST, pick: OF_HRS }),
      act('change the reporter', { ticket: SECRET }),
      act('write in the origin thread', { by: 'cleo', ticket: SECRET, pick: EDITED }),
      act('move openly', { by: 'cleo', ticket: SECRET, pick: RESOLVE }),
      act('add a watcher', { other: 'olga' }),
      act('convert the help channel', { pick: PUBLIC_SHARED }),
      act('retitle'),
      act('is erased'),
      act('change the reporter', { other: 'gus' }),
      act('write in the origin thread', { by: 'gus', pick: EDITED }),
      act('is erased', { other: 'gus', pick: WITH_TEXTS }),
      act('comment', { ticket: SECRET }),
      act('is deactivated', { other: 'hedy' }),
      act('becomes a guest', { other: 'ben' }),
      act('convert triage, and Slack is silent', { pick: PUBLIC }),
      act('note'),
      act('Slack speaks again'),
    ],
  },
  {
    name: 'people who want to be told later, and who may know less by then',
    steps: [
      act('wants to be told later', { other: 'cleo', pick: QUIET }),
      act('wants to be told later', { other: 'ana', pick: DAILY }),
      act('wants to be told later', { other: 'gus', pick: DAILY }),
      act('add a watcher'),
      act('add a watcher', { ticket: SECRET }),
      act('add a watcher', { other: 'gus' }),
      act('add a watcher', { other: 'gus', ticket: SECRET }),
      act('assign', { by: 'ben', other: 'ana' }),
      act('move openly', { pick: WAIT }),
      act('comment', { by: 'bo' }),
      act('move openly', { pick: RESOLVE }),
      act('move openly', { pick: RESOLVE, ticket: SECRET }),
      act('move openly', { pick: CLOSE }),
      act('move openly', { pick: CLOSE, ticket: SECRET }),
      act('wait for some hours'),
      act('mute or unmute', { by: 'gus', ticket: SECRET }),
      act('wait for a day'),
      act('redact', { pick: TITLE }),
      act('make confidential'),
      act('move to another project', { ticket: SECRET }),
      act('is erased', { pick: 1 }),
      act('wait for a day'),
    ],
  },
  {
    name: 'a ticket that another project gets, and gives back',
    steps: [
      act('write in triage', { pick: EDITED }),
      act('note'),
      act('say when it began'),
      act('comment', { by: 'bo' }),
      act('follow', { by: 'cleo' }),
      act('add a watcher', { other: 'ben' }),
      act('move to another project'),
      act('write in a linked thread', { pick: EDITED }),
      act('resolve as a duplicate', { by: 'bo', ticket: NEWEST, pick: OF_THE_FIRST }),
      act('resolve as a duplicate', { by: 'cleo', pick: OF_HRS }),
      act('note', { by: 'hedy' }),
      act('write in the origin thread', { by: 'bo', pick: EDITED }),
      act('say when it began', { by: 'hedy' }),
      act('retitle', { by: 'hedy' }),
      act('wait for some hours'),
      act('move to another project', { by: 'hedy', pick: ALONG }),
      act('move to another project', { ticket: SECRET, pick: ALONG }),
      act('redact a comment'),
      act('move to another project'),
      act('make confidential', { by: 'hedy' }),
      act('convert triage', { pick: PUBLIC }),
      act('note', { by: 'hedy' }),
    ],
  },
];

/** Kinds that no world here says, each with the test that looks at it. */
export const UNSAID: Readonly<Record<string, string>> = {
  outage: 'names work of the desk and no ticket: test/services/health/outages.test.ts',
};
