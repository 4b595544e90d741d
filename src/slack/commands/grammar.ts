/** What people type after `/ticket`, or after a mention of the bot in a ticket's thread, read into a command. Pure. */

import { ISSUE_TYPES, type IssueType } from '../../domain/issue-type.js';
import { PRIORITIES, type Priority } from '../../domain/priority.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import type { AssigneeRef, PersonRef } from '../../domain/ticket-query.js';
import { beganIn, type TypedStart } from './grammar-began.js';
import {
  assigneeIn,
  choiceIn,
  type ListQuery,
  parseListQuery,
  parseSearchQuery,
  personIn,
} from './grammar-list.js';
import { moveIn } from './grammar-move.js';
import {
  type Reader as AnyReader,
  bare,
  done,
  type GrammarContext,
  no,
  onTicket,
  type Parsed,
} from './grammar-reading.js';
import { type LinkedMessage, linkedMessageIn } from './grammar-redact.js';
import { notAPerson, unknownVerb, wrongOrder } from './grammar-refusals.js';
import { resolutionIn, type TypedResolution } from './grammar-resolve.js';
import { plainTextOf, splitFirst, textAfterMention, untilIn } from './grammar-text.js';
import { namesOf } from './grammar-topics.js';
import { TICKET_TOPICS, type TicketTopic, usageLine } from './grammar-usage.js';
import { type ViewCommand, viewIn } from './grammar-view.js';

export const PLAIN_STATUS_VERBS = ['start', 'wait', 'hold', 'block', 'resume', 'close', 'reopen'] as const;
/** Each is the lifecycle event of the same name. `resolve` has a resolution too and stands apart. */
export type PlainStatusVerb = (typeof PLAIN_STATUS_VERBS)[number];

/**
 * `ticket` is a number as stored (`IT-42`), not known to exist. Titles are plain text; a `text` is Slack mrkdwn as it was typed,
 * still escaped, because it is kept and posted as a message would be; null where it was left out.
 */
export type TicketCommand =
  | { verb: 'help'; topic: TicketTopic | 'all' | null }
  | { verb: 'new'; title: string }
  | { verb: 'show'; ticket: string }
  | ({ verb: 'list' } & ListQuery)
  | ({ verb: 'search' } & ListQuery)
  | ({ verb: 'export' } & ListQuery)
  | { verb: 'views' }
  | ({ verb: 'view' } & ViewCommand)
  | { verb: 'take'; ticket: string }
  | { verb: 'assign'; ticket: string; to: AssigneeRef }
  | { verb: 'reporter'; ticket: string; to: PersonRef }
  | { verb: PlainStatusVerb; ticket: string; text: string | null }
  | ({ verb: 'resolve'; ticket: string } & TypedResolution)
  /** On hold until an instant in words, which only a reader who knows the writer's time zone can read; `words` may be empty. */
  | { verb: 'snooze'; ticket: string; words: string; typedVerb: 'hold' | 'snooze' }
  /** As of `snooze`; null: no more reminders of this ticket. */
  | { verb: 'remind'; ticket: string; words: string | null }
  | { verb: 'priority'; ticket: string; priority: Priority }
  | { verb: 'type'; ticket: string; type: IssueType }
  | { verb: 'title'; ticket: string; title: string }
  | { verb: 'comment' | 'note'; ticket: string; text: string }
  | { verb: 'watch' | 'unwatch'; ticket: string; who: PersonRef }
  | { verb: 'mute' | 'unmute'; ticket: string }
  | { verb: 'history'; ticket: string }
  | { verb: 'sla'; ticket: string }
  /** `start` null: to be asked in a form. */
  | { verb: 'began'; ticket: string; start: TypedStart | null }
  /** `message`: what is ticked in the form from the start. */
  | { verb: 'redact'; ticket: string; message: LinkedMessage | null }
  /** `project` is a key, not known to exist. */
  | { verb: 'move'; ticket: string; project: string; withNotes: boolean }
  | { verb: 'confidential'; ticket: string; isConfidential: boolean }
  /** Make a ticket of the thread this was typed in. */
  | { verb: 'ticket' };

export type ParsedTicketCommand = Parsed<TicketCommand>;

type Reader = AnyReader<TicketCommand>;

const READERS: Record<TicketTopic, Reader> = {
  help: (rest) => {
    if (rest === '') return done({ verb: 'help', topic: null });
    if (rest.toLowerCase() === 'all') return done({ verb: 'help', topic: 'all' });
    const topic = TICKET_TOPICS.find((each) => each === rest.toLowerCase());
    return topic === undefined
      ? no(`There is no such topic. There are ${namesOf(TICKET_TOPICS)}.`)
      : done({ verb: 'help', topic });
  },
  new: (rest) => done({ verb: 'new', title: plainTextOf(rest) }),
  show: bare((ticket) => ({ verb: 'show', ticket })),
  list: (rest) => {
    const query = parseListQuery(rest);
    return query.ok ? done({ verb: 'list', ...query.value }) : query;
  },
  search: (rest) => {
    const query = parseSearchQuery(rest);
    return query.ok ? done({ verb: 'search', ...query.value }) : query;
  },
  views: (rest) => (rest === '' ? done({ verb: 'views' }) : no('`views` stands alone.')),
  view: (rest) => {
    const view = viewIn(rest);
    return view.ok ? done({ verb: 'view', ...view.value }) : view;
  },
  export: (rest) => {
    const query = parseListQuery(rest);
    return query.ok ? done({ verb: 'export', ...query.value }) : query;
  },
  take: bare((ticket) => ({ verb: 'take', ticket })),
  assign: onTicket((ticket, rest) => {
    const to = assigneeIn(rest);
    return to === null ? no(notAPerson(rest, 'me or nobody')) : done({ verb: 'assign', ticket, to });
  }),
  reporter: onTicket((ticket, rest) => {
    const to = personIn(rest);
    return to === null ? no(notAPerson(rest, 'me')) : done({ verb: 'reporter', ticket, to });
  }),
  start: plain('start'),
  wait: plain('wait'),
  hold: onTicket<TicketCommand>((ticket, rest) => {
    const words = untilIn(rest);
    return words === null
      ? done({ verb: 'hold', ticket, text: rest || null })
      : done({ verb: 'snooze', ticket, words, typedVerb: 'hold' });
  }),
  snooze: onTicket((ticket, rest) =>
    done({ verb: 'snooze', ticket, words: untilIn(rest) ?? rest, typedVerb: 'snooze' }),
  ),
  block: plain('block'),
  resume: plain('resume'),
  close: plain('close'),
  reopen: plain('reopen'),
  remind: onTicket((ticket, rest) =>
    done({ verb: 'remind', ticket, words: rest.toLowerCase() === 'off' ? null : rest }),
  ),
  resolve: onTicket((ticket, rest) => done({ verb: 'resolve', ticket, ...resolutionIn(rest) })),
  priority: onTicket((ticket, rest) => {
    const choice = choiceIn(rest, PRIORITIES, 'priority');
    return choice.ok ? done({ verb: 'priority', ticket, priority: choice.value }) : choice;
  }),
  type: onTicket((ticket, rest) => {
    const choice = choiceIn(rest, ISSUE_TYPES, 'type');
    return choice.ok ? done({ verb: 'type', ticket, type: choice.value }) : choice;
  }),
  title: onTicket((ticket, rest) => {
    const title = plainTextOf(rest);
    return title === '' ? no('The new title is missing.') : done({ verb: 'title', ticket, title });
  }),
  comment: withText('comment'),
  note: withText('note'),
  watch: watching('watch'),
  unwatch: watching('unwatch'),
  mute: bare((ticket) => ({ verb: 'mute', ticket })),
  unmute: bare((ticket) => ({ verb: 'unmute', ticket })),
  history: bare((ticket) => ({ verb: 'history', ticket })),
  sla: bare((ticket) => ({ verb: 'sla', ticket })),
  began: onTicket((ticket, rest) => {
    const start = beganIn(rest);
    return start.ok ? done({ verb: 'began', ticket, start: start.value }) : start;
  }),
  redact: onTicket((ticket, rest) => {
    const linked = linkedMessageIn(rest);
    return linked.ok ? done({ verb: 'redact', ticket, message: linked.value }) : linked;
  }),
  move: onTicket((ticket, rest) => {
    const moved = moveIn(rest);
    return moved.ok ? done({ verb: 'move', ticket, ...moved.value }) : moved;
  }),
  confidential: onTicket<TicketCommand>((ticket, rest) => {
    const word = rest.toLowerCase();
    if (word === '' || word === 'on') return done({ verb: 'confidential', ticket, isConfidential: true });
    return word === 'off'
      ? done({ verb: 'confidential', ticket, isConfidential: false })
      : no('After the number only `off` can stand here, or nothing.');
  }),
  ticket: (rest) => (rest === '' ? done({ verb: 'ticket' }) : no('`ticket` stands alone.')),
};

/**
 * Reads the text after `/ticket` (give it as Slack sent it, still escaped), or the text after a mention. Nothing typed is `help`; a
 * number alone is `show`. What does not parse is answered with the usage line of the nearest command.
 */
export function parseTicketCommand(text: string, context: GrammarContext = {}): ParsedTicketCommand {
  const typed = text.trim();
  const { first, rest } = splitFirst(typed);
  if (first === '') return { ok: true, command: { verb: 'help', topic: null } };
  const number = normalizeTicketNumber(first);
  if (number !== null) {
    return rest === ''
      ? { ok: true, command: { verb: 'show', ticket: number } }
      : wrongOrder(number, rest, typed);
  }
  const topic = TICKET_TOPICS.find((each) => each === first.toLowerCase());
  if (topic === undefined) return unknownVerb(first, typed);
  const reading = READERS[topic](rest, context);
  if (reading.ok) return { ok: true, command: reading.value };
  return { ok: false, error: { message: reading.message, usage: usageLine(topic), typed } };
}

/**
 * The command in a message that starts with a mention of the bot, or null when it starts with anything else. What follows may
 * still fail to parse.
 */
export function commandToBot(
  text: string,
  botUserId: string,
  context: GrammarContext = {},
): ParsedTicketCommand | null {
  const after = textAfterMention(text, botUserId);
  return after === null ? null : parseTicketCommand(after, context);
}

/**
 * Whether a message in a ticket's thread is a command and therefore no comment: it starts with a mention of the bot and parses. A
 * sentence that merely mentions the bot stays a comment.
 */
export function isCommandToBot(text: string, botUserId: string): boolean {
  return commandToBot(text, botUserId, { defaultTicket: STAND_IN_TICKET })?.ok === true;
}

/** In a ticket's thread the number may be left out; which ticket it is makes no difference to whether a text parses. */
const STAND_IN_TICKET = 'ANY-1';

function plain(verb: PlainStatusVerb): Reader {
  return onTicket((ticket, rest) => done({ verb, ticket, text: rest || null }));
}

function withText(verb: 'comment' | 'note'): Reader {
  return onTicket((ticket, text) =>
    text === '' ? no('The text is missing.') : done({ verb, ticket, text }),
  );
}

function watching(verb: 'watch' | 'unwatch'): Reader {
  return onTicket((ticket, rest) => {
    const who = rest === '' ? ({ kind: 'me' } as const) : personIn(rest);
    return who === null ? no(notAPerson(rest, 'me')) : done({ verb, ticket, who });
  });
}
