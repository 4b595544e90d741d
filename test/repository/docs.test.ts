/** Holds the documents to the repository: what they name exists, and their tables are the code's. */
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { systemClock } from '../../src/clock.js';
import { parseConfig } from '../../src/config.js';
import { JOB_NAMES } from '../../src/jobs/job.js';
import { measureDesk } from '../../src/services/health/measure-desk.js';
import { parseTicketCommand } from '../../src/slack/commands/grammar.js';
import { DESK_USAGE, parseDeskCommand } from '../../src/slack/commands/grammar-desk.js';
import { PROJECT_USAGE, parseProjectCommand } from '../../src/slack/commands/grammar-project.js';
import { TICKET_USAGE } from '../../src/slack/commands/grammar-usage.js';
import type { Usage } from '../../src/slack/commands/usage-row.js';
import { requestMetrics } from '../../src/slack/request-metrics.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anchorsIn, codeIn, linksIn, rowsIn } from './read-markdown.js';
import { listFiles, ROOT, readText, variablesReadBy } from './read-repository.js';

const files = listFiles();
const documents = files.filter((path) => path.endsWith('.md'));
const readme = readText('README.md');
const variables = variablesReadBy(parseConfig);
const scripts = Object.keys((JSON.parse(readText('package.json')) as { scripts: object }).scripts);

const GRAMMARS: Record<string, { usages: readonly Usage[]; parse: (text: string) => { ok: boolean } }> = {
  '/ticket': { usages: TICKET_USAGE, parse: parseTicketCommand },
  '/project': { usages: PROJECT_USAGE, parse: parseProjectCommand },
  '/desk': { usages: DESK_USAGE, parse: parseDeskCommand },
};
const USAGES = Object.values(GRAMMARS).flatMap(({ usages }) => usages);

/** Folders and files at the root, by which a path in running text is known. */
const ROOT_NAMES = new Set(files.map((path) => path.split('/')[0] ?? ''));
/** Made on the way, so named and never committed. */
const GENERATED = /^(?:dist|node_modules|\.data|\.env)(?:\/|$)/;

describe.each(documents)('%s', (document) => {
  const text = readText(document);

  it('links only to what exists', () => {
    const broken = linksIn(text)
      .filter((target) => !/^[a-z]+:/i.test(target))
      .filter((target) => !isThere(document, target));
    expect(broken).toEqual([]);
  });

  it('names only files that exist', () => {
    const named = codeIn(text).filter((word) => isPath(word) && !GENERATED.test(word));
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('has its numbers, and no place that waits for them', () => {
    expect(text.split('\n').filter((line) => /^RESULT_/.test(line))).toEqual([]);
  });

  it('names only scripts that package.json has', () => {
    const named = [...text.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('names only commands that exist', () => {
    const typed = codeIn(text, 'line').filter((code) => /^\/(?:ticket|project|desk)\b/.test(code));
    expect(typed.filter((command) => !isCommand(command))).toEqual([]);
  });
});

describe('README.md', () => {
  it('has every command as the usage tables have it, and no other', () => {
    const wanted = USAGES.map(({ usage, description }) => [`\`${usage}\``, description]);
    const shown = rowsIn(readme).filter(([first = '']) => /^`[/@]/.test(first));
    expect(shown).toEqual(wanted);
  });

  it('has every variable that the bot reads, and no other', () => {
    const shown = rowsIn(readme).flatMap(([first = '']) => /^`([A-Z][A-Z_]*)`$/.exec(first)?.[1] ?? []);
    expect(shown.sort()).toEqual(variables);
  });

  it('names the shortcuts as Slack shows them', () => {
    const manifest = parse(readText('manifest.yml')) as { features: { shortcuts: { name: string }[] } };
    const names = manifest.features.shortcuts.map(({ name }) => name);
    expect(names.filter((name) => !readme.includes(`"${name}"`))).toEqual([]);
  });

  it('starts with the commands that a newcomer types', () => {
    for (const command of [
      'npm ci && npm run playground',
      'npm ci && npm test',
      'npm run playground -- --tour',
    ]) {
      expect(readme).toContain(`\n${command}\n`);
    }
  });
});

it('.env.example has every variable that the bot reads, and no other', () => {
  const shown = [...readText('.env.example').matchAll(/^#?\s*([A-Z][A-Z_]*)=/gm)].map(([, name]) => name);
  expect(shown.sort()).toEqual(variables);
});

it('ARCHITECTURE.md has every folder of the sources in its layout', () => {
  const layout = rowsIn(readText('ARCHITECTURE.md')).map(([first = '']) => first);
  const folders = files
    .filter((path) => path.includes('/') && !path.startsWith('.') && !path.startsWith('docs/'))
    .map((path) => path.split('/'))
    .map((parts) => parts.slice(0, parts[0] === 'src' && parts.length > 2 ? 2 : 1).join('/'));
  const missing = [...new Set(folders)].filter(
    (folder) => !layout.some((cell) => cell.includes(`\`${folder}/\``)),
  );
  expect(missing).toEqual([]);
});

it('ARCHITECTURE.md says what each folder of services and of the Slack side is for', () => {
  const layout = rowsIn(readText('ARCHITECTURE.md')).map((cells) => cells.join(' '));
  const folders = files.flatMap((path) => /^src\/(?:services|slack)\/[^/]+(?=\/)/.exec(path)?.[0] ?? []);
  const missing = [...new Set(folders)].filter((folder) => {
    const name = folder.replace('src/services/', '');
    return !layout.some((row) => row.includes(`\`${name}/\``));
  });
  expect(missing).toEqual([]);
});

it('ARCHITECTURE.md has every job of the registry, and no other', () => {
  const shown = rowsIn(readText('ARCHITECTURE.md'))
    .map(([first = '']) => [...first.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name))
    .filter((names) => names.some((name) => JOB_NAMES.some((job) => job === name)))
    .flat();
  expect(shown.sort()).toEqual([...JOB_NAMES].sort());
});

it('the index of decisions has every decision, in order, under its own title', () => {
  const decisions = files.filter((path) => /^docs\/decisions\/\d{4}-.*\.md$/.test(path)).sort();
  const titles = decisions.map((path) => {
    const [, number, title] = /^# (\d{4})\. (.+)$/m.exec(readText(path)) ?? [];
    return [`[${number}](${path.split('/').at(-1)})`, title];
  });
  expect(
    rowsIn(readText('docs/decisions/README.md')).filter(([first = '']) => first.startsWith('[')),
  ).toEqual(titles);
});

it('the picture of the tour tells what the tour tells', () => {
  const lines = [...readText('docs/tour.svg').matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(
    ([, line = '']) => line,
  );
  const told = lines
    .filter((line) => /^(?:── | {2}\S.*\.$)/.test(line))
    .map((line) => line.replace(/^[\s─]+|[\s─]+$/g, ''));
  const tour = readText('playground/run/tour.ts');
  expect(told.length).toBeGreaterThan(5);
  expect(told.filter((words) => !tour.includes(words))).toEqual([]);
});

describe('docs/operations.md', () => {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.drop();
  });

  it('quotes the log and the reasons of failures as the code writes them', () => {
    const code = files
      .filter((path) => path.startsWith('src/'))
      .map(readText)
      .join('\n');
    const quoted = codeIn(readText('docs/operations.md'), 'line').filter((words) =>
      /^[A-Za-z]+(?: [A-Za-z]+)+$/.test(words),
    );
    expect(quoted.length).toBeGreaterThan(4);
    expect(quoted.filter((words) => !code.includes(words))).toEqual([]);
  });

  it('has every metric, and no other', async () => {
    if (database === undefined) throw new Error('there is no database');
    const metrics = [
      ...requestMetrics({ taken: 0, failed: 0 }),
      ...(await measureDesk({ database: database.database, clock: systemClock })),
    ];
    const shown = rowsIn(readText('docs/operations.md')).flatMap(
      ([first = '']) => /^`(threadesk_\w+)`$/.exec(first)?.[1] ?? [],
    );
    expect(shown).toEqual(['threadesk_ready', ...metrics.map(({ name }) => name)]);
  });

  const statements = [...readText('docs/operations.md').matchAll(/```sql\n(.*?)```/gs)]
    .flatMap(([, sql = '']) => sql.split(';'))
    .map((sql) => sql.trim().replace(/\s+/g, ' '))
    .filter((sql) => sql !== '');

  it.each(statements)('PostgreSQL understands: %s', async (sql) => {
    const explained = await database?.database.pool.query(`EXPLAIN ${sql.replace('…', '0')}`);
    expect(explained?.rows.length).toBeGreaterThan(0);
  });
});

it('nothing in the repository names a place outside of it', () => {
  // Put together here, so that this file does not name them either.
  const places = ['work', 'home', 'Users', 'root'].map((folder) => `/${folder}/`);
  const pattern = new RegExp(
    `(?:^|[\\s"'\`(=:])(?:${places.join('|')})|\\.\\./${'shared'}|\\.${'library'}\\b`,
    'm',
  );
  const texts = files.filter((path) => !/\.(?:png|ico|gif)$/.test(path) && path !== 'package-lock.json');
  expect(texts.filter((path) => pattern.test(readText(path)))).toEqual([]);
});

function isThere(document: string, target: string): boolean {
  const [path = '', anchor] = target.split('#', 2);
  const file = path === '' ? document : normalize(join(dirname(document), path)).replace(/\/$/, '');
  if (file.startsWith('..') || !existsSync(join(ROOT, file))) return false;
  return anchor === undefined || anchorsIn(readText(file)).includes(anchor);
}

/** A path from the root, in one of its folders or with an ending. Patterns and placeholders are none. */
function isPath(word: string): boolean {
  if (!/^\.?[\w-][\w./-]*$/.test(word) || /…|NNNN/.test(word)) return false;
  const [first = ''] = word.split('/');
  return word.includes('/') && ROOT_NAMES.has(first);
}

/** A verb alone, its usage, its example, or anything that the parser reads. */
function isCommand(typed: string): boolean {
  const text = typed.replaceAll('\\|', '|');
  if (USAGES.some(({ usage, example }) => usage === text || example === text)) return true;
  const [command = '', ...words] = text.split(' ');
  const grammar = GRAMMARS[command];
  if (grammar === undefined) return false;
  if (words.length === 1 && grammar.usages.some(({ topic }) => topic === words[0])) return true;
  // Documents write people as one types them; Slack sends their ids.
  return grammar.parse(words.join(' ').replace(/@[a-z]+\b/g, '<@U0ANA>')).ok;
}
