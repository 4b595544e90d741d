/** What the desk's commands and its bot are called in this workspace: the only place that knows, because `/ticket` may be taken there. */

export const COMMAND_WORDS = ['ticket', 'project', 'desk'] as const;
/** What the code calls a command, whatever people type. */
export type CommandWord = (typeof COMMAND_WORDS)[number];
export type CommandNames = Readonly<Record<CommandWord, string>>;

export const DEFAULT_COMMAND_NAMES: CommandNames = { ticket: '/ticket', project: '/project', desk: '/desk' };
const DEFAULT_BOT_NAME = 'threadesk';

/** Slack's limit, with the slash. */
const LENGTH_MAX = 32;
export const COMMAND_NAME_RULE = `must be a slash and small letters, digits, - or _, at most ${LENGTH_MAX} characters, like /it-ticket, and none of Slack's own`;

/** Slack's own commands win over those of apps. */
const BUILT_IN: ReadonlySet<string> = new Set(
  'active apps archive away call collapse dm dnd expand feed feedback help invite invite_people join kick leave list me msg mute open part prefs remind remove rename search shortcuts shrug star status topic who'
    .split(' ')
    .map((word) => `/${word}`),
);

export function isCommandName(name: string): boolean {
  return name.length <= LENGTH_MAX && /^\/[a-z0-9][a-z0-9_-]*$/.test(name) && !BUILT_IN.has(name);
}

let settled: CommandNames & { bot: string; botUserId: string | null } = {
  ...DEFAULT_COMMAND_NAMES,
  ...{ bot: DEFAULT_BOT_NAME, botUserId: null },
};

/** Once, before anything is said or listened to. `botName` as Slack has it, without the @. */
export function settleNames(
  commands: CommandNames = DEFAULT_COMMAND_NAMES,
  botName = DEFAULT_BOT_NAME,
  botUserId: string | null = null,
): void {
  settled = { ...commands, bot: botName, botUserId };
}

/** The bot's name where a mention is of the bot, who is not among the people that the desk knows. */
export function botNameOf(slackUserId: string): string | null {
  return slackUserId === settled.botUserId ? settled.bot : null;
}

/**
 * "/ticket", "/project", "/desk" and "@threadesk", as people type them here. To be read when something is said and never while modules are
 * loaded: the names are not known then.
 */
export const slash = {
  get ticket(): string {
    return settled.ticket;
  },
  get project(): string {
    return settled.project;
  },
  get desk(): string {
    return settled.desk;
  },
  /** Mentions the bot. */
  get bot(): string {
    return `@${settled.bot}`;
  },
};
