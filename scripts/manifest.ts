/** Writes the app's manifest with the names that its commands have here: for people, and as a hook for the Slack CLI. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readCommandNames } from '../src/config.js';
import { findPackageRoot } from '../src/database/package-root.js';
import { COMMAND_NAME_RULE, COMMAND_WORDS, isCommandName } from '../src/domain/command-names.js';
import { renameManifest } from './rename-manifest.js';

const USAGE =
  'Usage: npm run --silent manifest -- [--ticket /it-ticket] [--project /it-project] [--desk /it-desk] [--bot Helpdesk] [--json] > manifest.of-mine.yml';

/** The Slack CLI finds the answer of a hook between two of its boundaries: https://docs.slack.dev/tools/slack-cli */
const options = {
  ticket: { type: 'string' },
  project: { type: 'string' },
  desk: { type: 'string' },
  bot: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  protocol: { type: 'string' },
  boundary: { type: 'string' },
} as const;

function main(): void {
  const { values } = parseArgs({ options });
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const named = readCommandNames();
  const commands = { ...named };
  for (const word of COMMAND_WORDS) commands[word] = values[word] ?? named[word];
  const wrong = COMMAND_WORDS.filter((word) => !isCommandName(commands[word]));
  if (wrong.length > 0) throw new ConfigError(wrong.map((word) => `--${word} ${COMMAND_NAME_RULE}`));
  if (new Set(Object.values(commands)).size < COMMAND_WORDS.length)
    throw new ConfigError(['the commands must have three different names']);
  const text = readFileSync(join(findPackageRoot(), 'manifest.yml'), 'utf8');
  const manifest = renameManifest(text, commands, values.bot);
  const { boundary = '' } = values;
  const isForCli = values.protocol !== undefined;
  const written =
    isForCli || values.json === true ? JSON.stringify(manifest.toJSON()) : String(manifest).trimEnd();
  process.stdout.write(`${boundary}${written}${boundary}\n`);
  const unlike = COMMAND_WORDS.filter((word) => commands[word] !== named[word]);
  if (unlike.length > 0) {
    const lines = unlike.map((word) => `COMMAND_${word.toUpperCase()}=${commands[word]}`);
    process.stderr.write(`The bot must know these names too. In its .env:\n${lines.join('\n')}\n`);
  }
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
