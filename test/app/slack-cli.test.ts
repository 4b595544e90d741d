/** What the Slack CLI asks of a project, asked as it does: `.slack/hooks.json`, a hook by its words, an answer between boundaries. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { startSlackServer } from '../../playground/server.js';
import { findPackageRoot } from '../../src/database/package-root.js';
import { childBot, compileBot } from '../support/child-bot.js';
import { createTestDatabase } from '../support/database.js';
import { atEndOfTest } from '../support/ends.js';

const ROOT = findPackageRoot();
const hooksSchema = z.object({
  hooks: z.record(z.string(), z.string()),
  config: z.object({
    watch: z.object({ app: z.object({ paths: z.array(z.string()) }) }),
    'protocol-version': z.array(z.string()).optional(),
    'sdk-managed-connection-enabled': z.boolean().optional(),
  }),
});
const own = hooksSchema.parse(JSON.parse(readFileSync(join(ROOT, '.slack', 'hooks.json'), 'utf8')));

beforeAll(compileBot, 60_000);

/** Without a shell: the CLI splits a hook at its blanks. */
async function run(hook: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const [file = '', ...words] = hook.split(/\s+/);
  return promisify(execFile)(file, [...words, ...args], { cwd: ROOT, env: { ...process.env, ...env } });
}

describe('the Slack CLI', () => {
  it('is told the other hooks by that of `@slack/cli-hooks`, and that the bot connects by itself', async () => {
    const { stdout } = await run(own.hooks['get-hooks'] ?? '');
    const given = hooksSchema.parse(JSON.parse(stdout));
    expect(given.config).toMatchObject({
      'protocol-version': ['message-boundaries'],
      'sdk-managed-connection-enabled': true,
    });
    expect(Object.keys({ ...given.hooks, ...own.hooks }).sort()).toEqual([
      ...['check-update', 'doctor', 'get-hooks', 'get-manifest', 'start'],
    ]);
  }, 30_000);

  it('gets the manifest between its boundaries, with the names that the bot will answer to', async () => {
    const args = ['--protocol=message-boundaries', '--boundary=d3b07384'];
    const { stdout } = await run(own.hooks['get-manifest'] ?? '', args, { COMMAND_TICKET: '/it-ticket' });
    const [before, answer = '', after] = stdout.split('d3b07384');
    expect([before, after?.trim()]).toEqual(['', '']);
    const expected = readFileSync(join(ROOT, 'manifest.yml'), 'utf8').replaceAll('/ticket', '/it-ticket');
    expect(JSON.parse(answer)).toEqual(parse(expected));
  });

  it('starts the bot as the app that it installed, not as that of .env', async () => {
    const slack = await startSlackServer();
    atEndOfTest(() => slack.close());
    const { url, drop } = await createTestDatabase();
    atEndOfTest(drop);
    const environment = {
      ...{ SLACK_CLI_XOXB: slack.botToken, SLACK_CLI_XAPP: slack.appToken, DATABASE_URL: url },
      ...{ SLACK_BOT_TOKEN: 'xoxb-production', SLACK_APP_TOKEN: 'xapp-production' },
      ...{ COMMAND_TICKET: '/it-ticket', ADMIN_USER_IDS: slack.person('Ana').id },
    };
    const bot = childBot(slack, environment, own.hooks.start?.split(' ').at(-1));
    atEndOfTest(() => bot.kill());
    await bot.start();
    const ana = slack.person('Ana');
    await ana.command('/it-ticket', 'nonsense');
    const told = () => ana.ephemerals().map(({ shows }) => shows);
    await slack.until(() => told().length > 0, { timeoutMs: 10_000 });
    expect(told()[0]).toContain('/it-ticket help');
    expect(told()[0]).not.toMatch(/(?<![\w-])\/ticket\b/);
  }, 60_000);
});

describe('npm run manifest', () => {
  const manifest = (...args: string[]) => run('node dist/scripts/manifest.js', args);

  it('writes a manifest with other names and says what the bot must be told', async () => {
    const { stdout, stderr } = await manifest('--desk', '/helpdesk', '--bot', 'Helpdesk');
    expect(parse(stdout)).toMatchObject({
      display_information: { name: 'Helpdesk' },
      features: { bot_user: { display_name: 'Helpdesk' } },
    });
    expect(stdout).toContain('command: /helpdesk\n');
    expect(stdout).toContain('# Mentions arrive as ids');
    expect(stderr).toContain('COMMAND_DESK=/helpdesk');
  });

  it('explains itself', async () => {
    const { stdout } = await manifest('--help');
    expect(stdout).toMatch(/^Usage: npm run --silent manifest -- /);
  });

  it.each([
    [['--ticket', 'ticket'], '--ticket must be a slash'],
    [['--ticket', '/desk'], 'three different names'],
    [['--tickets', '/x'], "Unknown option '--tickets'"],
  ])('refuses %j', async (args, why) => {
    await expect(manifest(...args)).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(why) });
  });
});

it('no module asks what commands are called while it is loaded: they are not settled then', async () => {
  const script = `
    const { slash } = await import('./dist/src/domain/command-names.js');
    for (const key of Object.keys(slash))
      Object.defineProperty(slash, key, { get: () => { throw new Error('read too early: ' + key); } });
    await import('./dist/src/app.js');`;
  await run('node --input-type=module -e', [script]);
});
