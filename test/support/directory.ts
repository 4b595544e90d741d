/** A Slack workspace held in memory, answering the desk's questions as Slack would: with nothing where the bot may not look. */
import type { IncomingMessage } from '../../src/domain/incoming-message.js';
import type { ChannelMessage } from '../../src/domain/reconcile/thread-page.js';
import { compareTs } from '../../src/domain/slack-ts.js';
import type {
  ReadMessage,
  ReadRefusal,
  SlackConversation,
  SlackDirectory,
  SlackInstallation,
  SlackProfile,
} from '../../src/services/desk.js';

type Question = keyof SlackDirectory;

export type TestDirectory = SlackDirectory & {
  /** A person of the workspace; `isSlackAdmin`, `isGuest` and the rest as given. */
  addPerson(slackUserId: string, facts?: Partial<SlackProfile>): SlackProfile;
  /** A conversation with its members; the bot is in it unless said otherwise. */
  addConversation(
    slackChannelId: string,
    facts?: Partial<SlackConversation> & { members?: readonly string[] },
  ): SlackConversation;
  setMembers(slackChannelId: string, members: readonly string[]): void;
  /** What reading the thread back would tell, root first. */
  setThread(slackChannelId: string, threadTs: string, messages: readonly IncomingMessage[]): void;
  setMessage(slackChannelId: string, message: ReadMessage): void;
  /** A channel's own messages, newest first. */
  setChannel(slackChannelId: string, messages: readonly ChannelMessage[]): void;
  /** Messages a page of a thread or a channel from now on; Slack's 200 is more than a test wants to write. */
  setPageSize(messages: number): void;
  setInstallation(installation: SlackInstallation): void;
  /** The next so many reads of pages are refused. */
  refuse(refusal: ReadRefusal, times?: number): void;
  /** From now on these questions (all, when none is named) go unanswered. */
  failOn(...questions: Question[]): void;
  answerAgain(): void;
  /** Every question asked, in order: `readProfile U1`. */
  readonly asked: readonly string[];
};

const QUESTIONS = [
  'readProfile',
  'readProfiles',
  'readConversation',
  'readMembers',
  'readThread',
  'readMessage',
  'readThreadPage',
  'readChannelPage',
  'join',
  'readInstallation',
  'openDirect',
] as const satisfies readonly Question[];

export function createTestDirectory(): TestDirectory {
  const people = new Map<string, SlackProfile>();
  const conversations = new Map<string, SlackConversation & { members: readonly string[] }>();
  const threads = new Map<string, readonly IncomingMessage[]>();
  const messages = new Map<string, ReadMessage>();
  const channels = new Map<string, readonly ChannelMessage[]>();
  const refusals: ReadRefusal[] = [];
  let pageSize = 200;
  let installation: SlackInstallation = { missingScopes: [], slackAt: null };
  const failing = new Set<Question>();
  const asked: string[] = [];

  const ask = (question: Question, about: string): void => {
    asked.push(`${question} ${about}`.trim());
    if (failing.has(question)) throw new Error(`Slack did not answer: ${question}`);
  };
  const visible = (slackChannelId: string) => {
    const found = conversations.get(slackChannelId);
    return found === undefined || (found.kind !== 'public' && !found.isBotMember) ? null : found;
  };

  return {
    asked,
    addPerson: (slackUserId, facts = {}) => {
      const profile = profileOf(slackUserId, facts);
      people.set(slackUserId, profile);
      return profile;
    },
    addConversation: (slackChannelId, { members = [], ...facts } = {}) => {
      const conversation = { ...conversationOf(slackChannelId, facts), members };
      conversations.set(slackChannelId, conversation);
      return conversation;
    },
    setMembers: (slackChannelId, members) => {
      const found = conversations.get(slackChannelId);
      if (found !== undefined) conversations.set(slackChannelId, { ...found, members });
    },
    setThread: (slackChannelId, threadTs, found) => void threads.set(`${slackChannelId} ${threadTs}`, found),
    setMessage: (slackChannelId, message) => void messages.set(`${slackChannelId} ${message.ts}`, message),
    setChannel: (slackChannelId, found) => void channels.set(slackChannelId, found),
    setPageSize: (size) => {
      pageSize = size;
    },
    setInstallation: (found) => {
      installation = found;
    },
    refuse: (refusal, times = 1) => {
      for (let time = 0; time < times; time += 1) refusals.push(refusal);
    },
    failOn: (...questions) => {
      for (const question of questions.length === 0 ? QUESTIONS : questions) failing.add(question);
    },
    answerAgain: () => failing.clear(),

    readProfile: async (slackUserId) => {
      ask('readProfile', slackUserId);
      return people.get(slackUserId) ?? null;
    },
    async *readProfiles() {
      ask('readProfiles', '');
      yield* [...people.values()];
    },
    readConversation: async (slackChannelId) => {
      ask('readConversation', slackChannelId);
      const found = visible(slackChannelId);
      if (found === null) return null;
      const { members: _members, ...conversation } = found;
      return conversation;
    },
    readMembers: async (slackChannelId) => {
      ask('readMembers', slackChannelId);
      const found = visible(slackChannelId);
      if (found === null) throw new Error('channel_not_found');
      return [...found.members];
    },
    async *readThread(slackChannelId, threadTs, afterTs) {
      ask('readThread', `${slackChannelId} ${threadTs}`);
      for (const message of threads.get(`${slackChannelId} ${threadTs}`) ?? []) {
        const isLater =
          message.kind === 'ignored' || afterTs === undefined || compareTs(message.ts, afterTs) > 0;
        if (isLater) yield message;
      }
    },
    readMessage: async (slackChannelId, ts) => {
      ask('readMessage', `${slackChannelId} ${ts}`);
      return messages.get(`${slackChannelId} ${ts}`) ?? null;
    },
    readThreadPage: async (slackChannelId, threadTs, { afterTs, onlyTs } = {}) => {
      ask('readThreadPage', `${slackChannelId} ${threadTs} ${onlyTs ?? ''}`);
      const refusal = refusals.shift();
      if (refusal !== undefined) return refusal;
      const found = threads.get(`${slackChannelId} ${threadTs}`);
      if (found === undefined) return { refused: 'no_thread' };
      const all = found.flatMap((message) =>
        message.kind === 'ignored' ? [] : [{ ts: message.ts, message }],
      );
      const replies = all
        .filter(({ ts }) => ts !== threadTs && (onlyTs === undefined || ts === onlyTs))
        .filter(({ ts }) => afterTs === undefined || compareTs(ts, afterTs) > 0);
      return {
        root: all.find(({ ts }) => ts === threadTs) ?? null,
        replies: replies.slice(0, pageSize),
        isLast: replies.length <= pageSize,
        replyCount: all.filter(({ ts }) => ts !== threadTs).length,
      };
    },
    readChannelPage: async (slackChannelId, afterTs, beforeTs) => {
      ask('readChannelPage', slackChannelId);
      const found = (channels.get(slackChannelId) ?? []).filter(
        ({ ts }) => compareTs(ts, afterTs) > 0 && (beforeTs === undefined || compareTs(ts, beforeTs) < 0),
      );
      return refusals.shift() ?? { messages: found.slice(0, pageSize), isLast: found.length <= pageSize };
    },
    join: async (slackChannelId) => {
      ask('join', slackChannelId);
      const found = conversations.get(slackChannelId);
      if (found === undefined || found.kind !== 'public' || found.isArchived) return false;
      conversations.set(slackChannelId, { ...found, isBotMember: true });
      return true;
    },
    readInstallation: async () => {
      ask('readInstallation', '');
      return installation;
    },
    openDirect: async (slackUserId) => {
      ask('openDirect', slackUserId);
      const slackChannelId = `D${slackUserId}`;
      const direct = conversationOf(slackChannelId, { kind: 'im', name: '' });
      if (!conversations.has(slackChannelId)) {
        conversations.set(slackChannelId, { ...direct, members: [slackUserId] });
      }
      return slackChannelId;
    },
  };
}

function profileOf(slackUserId: string, facts: Partial<SlackProfile>): SlackProfile {
  return {
    displayName: slackUserId.toLowerCase(),
    realName: slackUserId,
    email: null,
    timeZone: 'Europe/Berlin',
    isGuest: false,
    isExternal: false,
    isDeactivated: false,
    isBot: false,
    isSlackAdmin: false,
    ...facts,
    slackUserId,
  };
}

function conversationOf(slackChannelId: string, facts: Partial<SlackConversation>): SlackConversation {
  return {
    name: slackChannelId.toLowerCase(),
    kind: 'public',
    isExternal: false,
    isArchived: false,
    isBotMember: true,
    ...facts,
    slackChannelId,
  };
}
