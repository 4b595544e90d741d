/** A desk in use, for journeys: the bot, the people, IT's channels set up, and ways to act and to read as one of them. */

import type { SeenMessage } from '../../playground/people/seeing.js';
import type { Person } from '../../playground/people.js';
import { type Bot, type BotOptions, startBot } from './bot.js';
import { BOT, HELP, TRIAGE } from './places.js';

export { BOT, HELP, TRIAGE };

export type Name = 'Ada' | 'Ana' | 'Ben' | 'Bo' | 'Cleo' | 'Gus' | 'Olga';

export type Message = { channel: string; ts: string };

export type Story = Bot & {
  person(name: Name): Person;
  /** Does it, and waits until everything it caused has happened. */
  after<T>(act: () => T | Promise<T>): Promise<T>;
  /** What the person reads in a channel or thread, a line a message: `Bo: hello`. */
  reads(name: Name, channel: string, threadTs?: string): string[];
  /** The message that shows this, as the person sees it. Throws where they see none or several. */
  finds(name: Name, channel: string, words: string, threadTs?: string): SeenMessage;
  /** What only this person was told, in order. */
  told(name: Name): string[];
  /** Opens a ticket through the modal and returns its number. */
  opens(name: Name, title: string, options?: Opening): Promise<string>;
  /** The root of the thread in which the reporter and the agents talk. */
  origin(number: string): Promise<Message>;
  triage(number: string): Promise<Message>;
  row(number: string): Promise<Row>;
  comments(number: string): Promise<CommentRow[]>;
};

export type Opening = {
  channel?: string;
  talk?: 'channel' | 'direct';
  fields?: Record<string, string | string[]>;
};

export type Row = Awaited<ReturnType<typeof readRow>>;
export type CommentRow = {
  author: string;
  content: string;
  commentType: string;
  isDeleted: boolean;
  isEdited: boolean;
};

/** Ada has given IT its channels: #it-help to ask in, #it-triage for the agents Ada, Ana and Ben. */
export async function startStory(options: BotOptions = {}): Promise<Story> {
  const bot = await startBot(options);
  const story = tell(bot);
  const ada = story.person('Ada');
  await story.after(() => ada.command('/project', 'edit IT'));
  await ada.fill({ 'Triage channel': TRIAGE, 'Request channel': HELP });
  await story.after(() => ada.submit());
  return story;
}

/** The same over a bot that is set up already. */
export function tell(bot: Bot): Story {
  const { slack } = bot;
  const person = (name: Name) => slack.person(name);
  const after = async <T>(act: () => T | Promise<T>): Promise<T> => {
    const result = await act();
    await bot.settled();
    return result;
  };
  const sees = (name: Name, channel: string, threadTs?: string) => person(name).sees(channel, threadTs);
  const line = ({ from, shows }: SeenMessage) => `${from}: ${shows.trim()}`;
  return {
    ...bot,
    person,
    after,
    reads: (name, channel, threadTs) => sees(name, channel, threadTs).map(line),
    finds: (name, channel, words, threadTs) => {
      const found = sees(name, channel, threadTs).filter(({ shows }) => shows.includes(words));
      const [first, ...others] = found;
      if (first !== undefined && others.length === 0) return first;
      const all = sees(name, channel, threadTs).map(line).join('\n---\n');
      throw new Error(`${name} sees ${found.length} messages with "${words}" in ${channel}:\n${all}`);
    },
    told: (name) =>
      person(name)
        .ephemerals()
        .map(({ shows }) => shows.trim()),
    opens: (name, title, opening) => open({ bot, after }, person(name), title, opening),
    origin: (number) => threadOf(bot, number, 'origin'),
    triage: (number) => threadOf(bot, number, 'triage'),
    row: (number) => readRow(bot, number),
    comments: (number) => readComments(bot, number),
  };
}

async function open(
  { bot, after }: { bot: Bot; after: Story['after'] },
  person: Person,
  title: string,
  { channel = HELP, talk = 'channel', fields = {} }: Opening = {},
): Promise<string> {
  const before = await bot.database.prisma.ticket.count();
  await after(() => person.command('/ticket', `new ${title}`, { channel }));
  const labels = person.view()?.fields.find(({ label }) => label === 'Where to talk')?.options ?? [];
  const where = labels.find((label) => label.startsWith(talk === 'channel' ? 'In #' : 'Direct'));
  await person.fill({ ...(where === undefined ? {} : { 'Where to talk': where }), ...fields });
  const { errors } = await after(() => person.submit());
  await person.closeView().catch(() => undefined);
  const tickets = await bot.database.prisma.ticket.findMany({ orderBy: { id: 'asc' } });
  const made = tickets.at(-1);
  if (made === undefined || tickets.length !== before + 1) {
    throw new Error(`No ticket was opened: ${JSON.stringify(errors)}`);
  }
  return made.ticketNumber;
}

async function threadOf(
  { database }: Bot,
  ticketNumber: string,
  role: 'origin' | 'triage',
): Promise<Message> {
  const thread = await database.prisma.ticketThread.findFirstOrThrow({
    where: { ticket: { ticketNumber }, role },
    include: { channel: true },
  });
  return { channel: thread.channel.slackChannelId, ts: thread.threadTs };
}

async function readRow({ database }: Bot, ticketNumber: string) {
  return database.prisma.ticket.findUniqueOrThrow({
    where: { ticketNumber },
    include: { reporter: true, assignee: true },
  });
}

async function readComments({ database }: Bot, ticketNumber: string): Promise<CommentRow[]> {
  const comments = await database.prisma.comment.findMany({
    where: { ticket: { ticketNumber } },
    // Slack tells of messages of one millisecond in any order.
    orderBy: [{ createdAt: 'asc' }, { messageTs: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    include: { author: true },
  });
  return comments.map(({ author, content, commentType, deletedAt, editedAt }) => ({
    author: author.displayName,
    content,
    commentType,
    isDeleted: deletedAt !== null,
    isEdited: editedAt !== null,
  }));
}
