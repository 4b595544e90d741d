/** Checks, without a container engine, that what the deployment files name exists and that they agree with the code. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config.js';
import { startHttpServer } from '../../src/http/server.js';
import { ROOT, readText, variablesReadBy } from './read-repository.js';

type Instruction = { stage: number; word: string; rest: string };
type Service = {
  image?: string;
  build?: string;
  env_file?: string;
  environment: Record<string, string>;
  volumes?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  stop_grace_period: string;
};
type Compose = { services: { bot: Service; postgres: Service }; volumes: Record<string, unknown> };
type Step = { run?: string; uses?: string; if?: string; with?: Record<string, string> };
type Workflow = {
  permissions: Record<string, string>;
  jobs: Record<string, { strategy?: { matrix: { node: string[] } }; steps: Step[] }>;
};

const dockerfile = instructionsOf(readText('Dockerfile'));
const compose = parse(readText('compose.yaml')) as Compose;
const workflow = parse(readText('.github/workflows/ci.yml')) as Workflow;
const manifest = JSON.parse(readText('package.json')) as {
  engines: { node: string };
  scripts: Record<string, string>;
};
const buildConfig = JSON.parse(readText('tsconfig.build.json')) as { compilerOptions: { outDir: string } };
const variables = variablesReadBy(parseConfig);

const finalStage = Math.max(...dockerfile.map(({ stage }) => stage));
const inFinal = (word: string) =>
  dockerfile.filter((each) => each.stage === finalStage && each.word === word).map(({ rest }) => rest);

describe('Dockerfile', () => {
  it('copies only what exists in the repository', () => {
    const sources = copies().filter(({ from }) => from === null);
    expect(sources.flatMap((copy) => copy.sources).filter((path) => !existsSync(join(ROOT, path)))).toEqual(
      [],
    );
  });

  it('is given by .dockerignore everything that it copies', () => {
    const allowed = readText('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const wanted = copies().flatMap(({ from, sources }) => (from === null ? sources : []));
    expect(wanted.map((path) => path.replace(/^\.\//, '')).sort()).toEqual(allowed.sort());
  });

  it('runs the file that the build makes, as npm start does', () => {
    const main = 'src/main.ts';
    const compiled = `${buildConfig.compilerOptions.outDir}/${main.replace(/\.ts$/, '.js')}`;
    expect(existsSync(join(ROOT, main))).toBe(true);
    expect(inFinal('CMD')).toEqual([JSON.stringify(['node', compiled]).replace(',', ', ')]);
    // `exec`: npm's shell would not pass SIGTERM on.
    expect(manifest.scripts.start).toBe(`exec node ${compiled}`);
  });

  it('runs node itself, so that SIGTERM reaches the bot', () => {
    expect(JSON.parse(inFinal('CMD')[0] ?? '[]')[0]).toBe('node');
    expect(inFinal('ENTRYPOINT')).toEqual([]);
  });

  it('does not run as root', () => {
    expect(inFinal('USER')).toEqual(['node']);
  });

  it('takes the migrations along, which are applied at start', () => {
    expect(copies().flatMap(({ from, sources }) => (from === null ? [] : sources))).toContain(
      '/app/prisma/migrations',
    );
  });

  it('leaves out what only tests and builds need', () => {
    const removed = dockerfile.find(({ rest }) => rest.startsWith('npm prune'));
    expect(removed?.rest).toContain('--omit=dev');
    expect(
      copies()
        .flatMap(({ sources }) => sources)
        .filter((path) => /^(test|bench|playground)/.test(path)),
    ).toEqual([]);
  });

  it('runs only scripts that package.json has', () => {
    const scripts = dockerfile.flatMap(({ rest }) =>
      [...rest.matchAll(/npm run (\S+)/g)].map(([, name]) => name ?? ''),
    );
    expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it('asks the bot itself whether it is alive, with what the image has', async () => {
    const [check = ''] = inFinal('HEALTHCHECK');
    const [program, ...rest] = JSON.parse(check.slice(check.indexOf('['))) as string[];
    expect(program).toBe('node');
    const probes = { database: () => false };
    const pulse = { late: async () => [], metrics: [] };
    const server = await startHttpServer({ port: 0, probes, pulse, slackListener: () => null });
    const ask = () => exitCodeOf(rest, { PORT: String(server.port) });
    expect(await ask()).toBe(0);
    await server.close(0);
    expect(await ask()).toBe(1);
  });

  it('stands on a Node that package.json supports', () => {
    const floor = Number(/\d+/.exec(manifest.engines.node)?.[0]);
    for (const { rest } of dockerfile.filter(({ word }) => word === 'FROM')) {
      expect(Number(/^node:(\d+)/.exec(rest)?.[1])).toBeGreaterThanOrEqual(floor);
    }
  });
});

describe('compose.yaml', () => {
  const { bot, postgres } = compose.services;

  it('sets only variables that the bot reads', () => {
    expect(Object.keys(bot.environment).filter((name) => !variables.includes(name))).toEqual([]);
    expect(bot.env_file).toBe('.env');
  });

  it('gives the bot an address of the database beside it', () => {
    const address = new URL((bot.environment.DATABASE_URL ?? '').replace(/\$\{[^}]*\}/, 'secret'));
    expect(address.hostname).toBe('postgres');
    expect(address.username).toBe(postgres.environment.POSTGRES_USER);
    expect(address.pathname).toBe(`/${postgres.environment.POSTGRES_DB}`);
  });

  it('starts the bot once the database answers over the network', () => {
    expect(bot.depends_on?.postgres?.condition).toBe('service_healthy');
    expect(postgres.healthcheck?.test).toContain('--host=127.0.0.1');
  });

  it('keeps the data in a volume that outlives the container', () => {
    const [name = ''] = (postgres.volumes?.[0] ?? '').split(':');
    expect(compose.volumes).toHaveProperty([name]);
    expect(postgres.volumes?.[0]).toMatch(/:\/var\/lib\/postgresql$/);
  });

  it('waits longer for the bot than the bot takes to stop', () => {
    expect(Number.parseInt(bot.stop_grace_period, 10)).toBeGreaterThan(10);
  });

  it('holds no password', () => {
    expect(postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
  });
});

describe('the CI workflow', () => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('runs the gate and the tour as the README says', () => {
    const commands = steps.flatMap(({ run }) => run ?? []);
    expect(commands).toEqual(
      expect.arrayContaining(['npm ci', 'npm run check', 'npm run playground -- --tour']),
    );
  });

  it('runs only scripts that package.json has', () => {
    const scripts = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run (\S+)/g)].map(([, name]) => name ?? ''),
    );
    expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it('covers the floor of the supported versions and the version of the image', () => {
    const floor = /\d+\.\d+/.exec(manifest.engines.node)?.[0];
    const image = /^node:(\d+)/.exec(dockerfile.find(({ word }) => word === 'FROM')?.rest ?? '')?.[1];
    expect(workflow.jobs.check?.strategy?.matrix.node).toEqual([floor, image]);
  });

  it('keeps the pictures of the page, also of tests that failed, by the version that they were made with', () => {
    const checked = workflow.jobs.check?.steps ?? [];
    const at = checked.findIndex(({ run }) => run === 'npm run check');
    const [keeping] = checked.slice(at).filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(keeping?.if).toContain('!cancelled()');
    expect(keeping?.with?.name).toContain('matrix.node');
    const folder = keeping?.with?.path?.replace(/\/$/, '');
    expect(readText('test/browser/browser.ts')).toContain(`join(findPackageRoot(), '${folder}')`);
    expect(readText('.ci/run')).toContain(`ls -sh ${folder}`);
  });

  it('may read the repository and nothing else', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });
});

describe('package-lock.json', () => {
  type Locked = { version?: string; optionalDependencies?: Record<string, string> };
  const { packages } = JSON.parse(readText('package-lock.json')) as { packages: Record<string, Locked> };

  it('has every optional package, those of other platforms too, without which npm 11 refuses to install', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    );
    expect(missing).toEqual([]);
  });

  it('is of the dependencies that package.json names', () => {
    const { dependencies, devDependencies } = JSON.parse(readText('package.json')) as Record<string, object>;
    expect(packages['']).toMatchObject({ dependencies, devDependencies });
  });

  /** Beside the package, or beside one that it is in, as Node looks for it. */
  function isLocked(path: string, name: string): boolean {
    if (packages[`${path}/node_modules/${name}`] !== undefined) return true;
    if (path === '') return packages[`node_modules/${name}`] !== undefined;
    return isLocked(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name);
  }
});

function exitCodeOf(parameters: readonly string[], env: Record<string, string>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { env, stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

/** Comments left out, continued lines joined, stages counted from 1. */
function instructionsOf(text: string): Instruction[] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  let stage = 0;
  return lines.map((line) => {
    const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    if (word === 'FROM') stage += 1;
    return { stage, word, rest };
  });
}

function copies(): { from: string | null; sources: string[] }[] {
  return dockerfile
    .filter(({ word }) => word === 'COPY')
    .map(({ rest }) => {
      const words = rest.split(/\s+/);
      const from = words.find((each) => each.startsWith('--from='))?.slice('--from='.length) ?? null;
      return { from, sources: words.filter((each) => !each.startsWith('--')).slice(0, -1) };
    });
}
