/** The only reader of the environment: what the bot is told from outside, checked whole before anything starts. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { validate as isCron } from 'node-cron';
import { z } from 'zod';
import {
  COMMAND_NAME_RULE,
  type CommandNames,
  DEFAULT_COMMAND_NAMES,
  isCommandName,
} from './domain/command-names.js';

export type SlackConnection = { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string };

export type Config = {
  slack: {
    botToken: string;
    connection: SlackConnection;
    /** Ends in a slash. Null: Slack's own. */
    apiUrl: string | null;
  };
  /** For health checks, and in HTTP mode for Slack's requests. Null, which no variable says: it listens nowhere, in Socket Mode only. */
  port: number | null;
  database: { kind: 'url'; url: string } | { kind: 'embedded'; dataDir: string };
  adminUserIds: readonly string[];
  commandNames: CommandNames;
  /** IANA zone of the default calendar. */
  timeZone: string;
  /** Five fields, or six with seconds first. */
  slaSweepCron: string;
  logLevel: (typeof LOG_LEVELS)[number];
};

/** Every wrong variable in one go; `message` is for the person who starts the bot and never holds a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems
        .map((problem) => `  - ${problem}`)
        .join('\n')}`,
    );
  }
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
const PORT_MAX = 65_535;

/** Where a person finds the right value; said beside what is wrong. */
const FOUND_AT = {
  SLACK_BOT_TOKEN: 'Slack app settings → OAuth & Permissions → Bot User OAuth Token',
  SLACK_APP_TOKEN: 'Slack app settings → Basic Information → App-Level Tokens (scope connections:write)',
  SLACK_SIGNING_SECRET: 'Slack app settings → Basic Information → App Credentials → Signing Secret',
  SLACK_API_URL: 'leave it unset for Slack itself; https://slack-gov.com/api/ for GovSlack',
  PORT: 'any free port; 3000 when unset',
  DATABASE_URL: 'your PostgreSQL, as postgresql://user:password@host:5432/database; unset: an embedded one',
  DATA_DIR: 'a folder to keep the embedded PostgreSQL in; .data when unset',
  ADMIN_USER_IDS: 'Slack member ids, separated by commas: a profile → ⋮ → Copy member ID',
  COMMAND_TICKET: `what the app's slash commands are called; ${DEFAULT_COMMAND_NAMES.ticket} when unset`,
  COMMAND_PROJECT: `what the app's slash commands are called; ${DEFAULT_COMMAND_NAMES.project} when unset`,
  COMMAND_DESK: `what the app's slash commands are called; ${DEFAULT_COMMAND_NAMES.desk} when unset`,
  TIME_ZONE:
    'the TZ identifier column of en.wikipedia.org/wiki/List_of_tz_database_time_zones; UTC when unset',
  SLA_SWEEP_CRON: 'five cron fields, or six with seconds first; "* * * * *", every minute, when unset',
  LOG_LEVEL: `${LOG_LEVELS.join(', ')}; info when unset`,
} as const;

type Variable = keyof typeof FOUND_AT;

/** For a value that looked right and was refused by whom it is for. */
export function refusedValue(variable: Variable, why: string): ConfigError {
  return new ConfigError([`${variable} ${why}; ${FOUND_AT[variable]}`]);
}

const unlessUnset = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema);
const text = () => z.string('is not set').trim();
const startingWith = (prefix: string) =>
  text().refine(
    (value) => value.startsWith(prefix) && value.length > prefix.length,
    `must start with ${prefix}`,
  );

const commandName = (usual: string) =>
  unlessUnset(text().refine(isCommandName, COMMAND_NAME_RULE).default(usual));

const environmentSchema = z.object({
  SLACK_BOT_TOKEN: unlessUnset(startingWith('xoxb-')),
  SLACK_APP_TOKEN: unlessUnset(startingWith('xapp-').optional()),
  SLACK_SIGNING_SECRET: unlessUnset(
    text()
      .regex(/^\S{8,}$/, 'must be one word of at least 8 characters')
      .optional(),
  ),
  SLACK_API_URL: unlessUnset(
    text()
      .refine((value) => hasProtocol(value, ['http:', 'https:']), 'must be an http or https address')
      .optional(),
  ),
  PORT: unlessUnset(
    text()
      .refine(
        (value) => /^\d+$/.test(value) && Number(value) <= PORT_MAX,
        `must be a number from 0 to ${PORT_MAX}`,
      )
      .default('3000'),
  ),
  DATABASE_URL: unlessUnset(
    text()
      .refine((value) => hasProtocol(value, ['postgres:', 'postgresql:']), 'must be a postgresql:// address')
      .optional(),
  ),
  DATA_DIR: unlessUnset(text().default('.data')),
  ADMIN_USER_IDS: unlessUnset(
    text()
      .transform((value) => value.split(/[\s,]+/).filter((id) => id !== ''))
      .refine((ids) => ids.every((id) => /^[UW][A-Z0-9]+$/.test(id)), 'must be member ids like U012AB3CD')
      .default([]),
  ),
  COMMAND_TICKET: commandName(DEFAULT_COMMAND_NAMES.ticket),
  COMMAND_PROJECT: commandName(DEFAULT_COMMAND_NAMES.project),
  COMMAND_DESK: commandName(DEFAULT_COMMAND_NAMES.desk),
  TIME_ZONE: unlessUnset(
    text().refine(isTimeZone, 'must be an IANA time zone like Europe/Berlin').default('UTC'),
  ),
  SLA_SWEEP_CRON: unlessUnset(text().refine(isCron, 'must be a cron expression').default('* * * * *')),
  LOG_LEVEL: unlessUnset(z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info')),
});

/** @throws ConfigError that names each wrong variable, what is wrong and where its value is found. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  const problems = parsed.success ? [] : parsed.error.issues.map(describeIssue);
  if (!hasConnection(environment)) {
    problems.push(
      `SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP): one of them is needed and neither is set; ${FOUND_AT.SLACK_APP_TOKEN}, or → App Credentials → Signing Secret`,
    );
  }
  if (parsed.success) problems.push(...describeSameNames(commandNamesOf(parsed.data)));
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return configOf(parsed.data);
}

/** For what works on the database alone and needs no Slack; from where `readConfig` has it. @throws ConfigError. */
export function readDatabaseConfig(): Pick<Config, 'database'> {
  if (existsSync('.env')) loadEnvFile('.env');
  const parsed = environmentSchema.pick({ DATABASE_URL: true, DATA_DIR: true }).safeParse(process.env);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describeIssue));
  return { database: databaseOf(parsed.data) };
}

/** For the manifest, which must have the names that the bot answers to; from where `readConfig` has them. @throws ConfigError. */
export function readCommandNames(): CommandNames {
  if (existsSync('.env')) loadEnvFile('.env');
  const parsed = environmentSchema
    .pick({ COMMAND_TICKET: true, COMMAND_PROJECT: true, COMMAND_DESK: true })
    .safeParse(process.env);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describeIssue));
  return commandNamesOf(parsed.data);
}

/** From the process's environment, and beneath it the file `.env` in the working directory where there is one. */
export function readConfig(): Config {
  if (existsSync('.env')) loadEnvFile('.env');
  return parseConfig(process.env);
}

function configOf(environment: z.infer<typeof environmentSchema>): Config {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '' } = environment;
  return {
    slack: {
      botToken: environment.SLACK_BOT_TOKEN,
      connection: appToken === undefined ? { mode: 'http', signingSecret } : { mode: 'socket', appToken },
      apiUrl: environment.SLACK_API_URL?.replace(/\/*$/, '/') ?? null,
    },
    port: Number(environment.PORT),
    database: databaseOf(environment),
    adminUserIds: environment.ADMIN_USER_IDS,
    commandNames: commandNamesOf(environment),
    timeZone: environment.TIME_ZONE,
    slaSweepCron: environment.SLA_SWEEP_CRON,
    logLevel: environment.LOG_LEVEL,
  };
}

function commandNamesOf(
  environment: Record<'COMMAND_TICKET' | 'COMMAND_PROJECT' | 'COMMAND_DESK', string>,
): CommandNames {
  const { COMMAND_TICKET: ticket, COMMAND_PROJECT: project, COMMAND_DESK: desk } = environment;
  return { ticket, project, desk };
}

function describeSameNames(names: CommandNames): string[] {
  const isEach = new Set(Object.values(names)).size === Object.values(names).length;
  return isEach ? [] : ['COMMAND_TICKET, COMMAND_PROJECT and COMMAND_DESK must be three different names'];
}

function databaseOf({
  DATABASE_URL: url,
  DATA_DIR: dataDir,
}: Pick<z.infer<typeof environmentSchema>, 'DATABASE_URL' | 'DATA_DIR'>): Config['database'] {
  return url === undefined ? { kind: 'embedded', dataDir: resolve(dataDir) } : { kind: 'url', url };
}

function describeIssue({ path, message }: { path: PropertyKey[]; message: string }): string {
  const variable = String(path[0]) as Variable;
  return `${variable} ${message}; ${FOUND_AT[variable]}`;
}

function hasConnection({
  SLACK_APP_TOKEN,
  SLACK_SIGNING_SECRET,
}: Readonly<Record<string, string | undefined>>) {
  return Boolean(SLACK_APP_TOKEN?.trim() || SLACK_SIGNING_SECRET?.trim());
}

function hasProtocol(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

/** Offsets such as "+02:00" pass for zones in newer engines, but have no daylight-saving rules to keep a calendar by. */
function isTimeZone(value: string): boolean {
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
