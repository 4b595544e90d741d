import { describe, expect, it } from 'vitest';
import { type Config, ConfigError, parseConfig } from '../src/config.js';
import { variablesReadBy } from './repository/read-repository.js';

const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_APP_TOKEN: 'xapp-1-secret' };
const HTTP = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_SIGNING_SECRET: 'abcdef0123456789' };

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    parseConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the least that is needed', () => {
  it('is a bot token and an app token, for Socket Mode', () => {
    expect(parseConfig(SOCKET)).toEqual({
      slack: {
        botToken: 'xoxb-1-secret',
        connection: { mode: 'socket', appToken: 'xapp-1-secret' },
        apiUrl: null,
      },
      port: 3000,
      database: { kind: 'embedded', dataDir: expect.stringMatching(/^\/.*\.data$/) },
      adminUserIds: [],
      commandNames: { ticket: '/ticket', project: '/project', desk: '/desk' },
      timeZone: 'UTC',
      slaSweepCron: '* * * * *',
      logLevel: 'info',
    } satisfies Config);
  });

  it('or a bot token and a signing secret, for HTTP', () => {
    expect(parseConfig(HTTP).slack.connection).toEqual({
      mode: 'http',
      signingSecret: 'abcdef0123456789',
    });
  });

  it('is Socket Mode where both are set', () => {
    expect(parseConfig({ ...HTTP, ...SOCKET }).slack.connection.mode).toBe('socket');
  });
});

describe('a variable that is set is taken as', () => {
  const cases: [string, string, (config: Config) => unknown, unknown][] = [
    ['SLACK_API_URL', 'http://127.0.0.1:4000/api', (c) => c.slack.apiUrl, 'http://127.0.0.1:4000/api/'],
    ['SLACK_API_URL', 'https://slack-gov.com/api/', (c) => c.slack.apiUrl, 'https://slack-gov.com/api/'],
    ['PORT', '0', (c) => c.port, 0],
    ['PORT', ' 8080 ', (c) => c.port, 8080],
    ['DATABASE_URL', 'postgres://u:p@h/d', (c) => c.database, { kind: 'url', url: 'postgres://u:p@h/d' }],
    ['DATA_DIR', '/var/lib/desk', (c) => c.database, { kind: 'embedded', dataDir: '/var/lib/desk' }],
    ['ADMIN_USER_IDS', 'U1, W2\nU3,', (c) => c.adminUserIds, ['U1', 'W2', 'U3']],
    ['COMMAND_TICKET', '/it-ticket', (c) => c.commandNames.ticket, '/it-ticket'],
    ['COMMAND_PROJECT', '/queue_2', (c) => c.commandNames.project, '/queue_2'],
    ['COMMAND_DESK', '/helpdesk', (c) => c.commandNames.desk, '/helpdesk'],
    ['TIME_ZONE', 'Australia/Lord_Howe', (c) => c.timeZone, 'Australia/Lord_Howe'],
    ['SLA_SWEEP_CRON', '*/5 * * * * *', (c) => c.slaSweepCron, '*/5 * * * * *'],
    ['LOG_LEVEL', 'debug', (c) => c.logLevel, 'debug'],
    ['LOG_LEVEL', 'trace', (c) => c.logLevel, 'trace'],
  ];
  it.each(cases)('%s=%j', (name, value, read, expected) => {
    expect(read(parseConfig({ ...SOCKET, [name]: value }))).toEqual(expected);
  });

  it('this says for every variable that there is', () => {
    const shown = [...cases.map(([name]) => name), ...Object.keys({ ...SOCKET, ...HTTP })];
    expect([...new Set(shown)].sort()).toEqual(variablesReadBy(parseConfig));
  });

  it.each([
    'PORT',
    'DATABASE_URL',
    'SLACK_API_URL',
    'TIME_ZONE',
    'SLA_SWEEP_CRON',
    'LOG_LEVEL',
    'ADMIN_USER_IDS',
  ])('unset when it is empty: %s', (name) => {
    expect(parseConfig({ ...SOCKET, [name]: ' ' })).toEqual(parseConfig(SOCKET));
  });
});

describe('a wrong variable is named, with what is wrong and where its value is found', () => {
  it.each([
    ['SLACK_BOT_TOKEN', undefined, /is not set; Slack app settings → OAuth & Permissions/],
    ['SLACK_BOT_TOKEN', 'xoxp-person', /must start with xoxb-; Slack app settings → OAuth & Permissions/],
    ['SLACK_BOT_TOKEN', 'xoxb-', /must start with xoxb-/],
    ['SLACK_APP_TOKEN', 'xoxb-mixed-up', /must start with xapp-; .*App-Level Tokens/],
    ['SLACK_SIGNING_SECRET', 'two words', /one word .*Signing Secret/],
    ['SLACK_API_URL', 'slack.com/api', /http or https/],
    ['PORT', '70000', /0 to 65535; any free port/],
    ['PORT', 'http', /0 to 65535/],
    ['DATABASE_URL', 'mysql://localhost/x', /postgresql:\/\//],
    ['ADMIN_USER_IDS', '@ana', /member ids like U012AB3CD; .*Copy member ID/],
    ['TIME_ZONE', 'Mars/Olympus', /IANA time zone/],
    ['TIME_ZONE', '+02:00', /IANA time zone/],
    ['SLA_SWEEP_CRON', 'every minute', /cron expression; five cron fields/],
    ['SLA_SWEEP_CRON', '61 * * * *', /cron expression/],
    ['LOG_LEVEL', 'loud', /one of trace, debug, info, warn, error/],
  ])('%s=%j', (name, value, expected) => {
    const problems = problemsOf({ ...SOCKET, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} `));
    expect(problems[0]).toMatch(expected);
  });

  it('no way to be connected is one problem that names both', () => {
    const problems = problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1' });
    expect(problems).toEqual([
      expect.stringMatching(/SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET.*neither is set/),
    ]);
  });

  it('all of them in one go', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'x', TIME_ZONE: 'x' })).toHaveLength(5);
  });
});

it('no value, secret or not, is ever repeated', () => {
  const secret = 'hunter2-hunter2';
  const names = [
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_API_URL',
    'DATABASE_URL',
    'ADMIN_USER_IDS',
    'PORT',
  ];
  const environment = Object.fromEntries(names.map((name) => [name, secret]));
  expect(problemsOf(environment)).toHaveLength(names.length);
  expect(() => parseConfig(environment)).toThrow(expect.not.stringContaining(secret));
  expect(problemsOf(environment).join()).not.toContain(secret);
});
