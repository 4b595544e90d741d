/** The bot as production runs it: compiled, in a process of its own, which can be killed at any moment. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { SlackServer } from '../../playground/server.js';
import { findPackageRoot } from '../../src/database/package-root.js';

const ROOT = findPackageRoot();
const CONNECT_MAX_MS = 60_000;

export type ChildBot = {
  /** Connected to Slack when it resolves; where several bots share a workspace, one of them is. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** As a supervisor does. Resolves with the exit code. */
  terminate(...signals: NodeJS.Signals[]): Promise<number | null>;
  /** Of a process that ends by itself. */
  exitCode(): Promise<number | null>;
  /** Everything it wrote to its log and to the console since the last start. */
  output(): string;
};

/** In one process, whose files share this module, the sources do not change under it. */
let compiling: Promise<void> | null = null;

/** Compiles what is not compiled yet: a test of old code would be worse than a slow one. */
export function compileBot(): Promise<void> {
  compiling ??= compile();
  return compiling;
}

async function compile(): Promise<void> {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  );
  await promisify(execFile)(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: ROOT });
}

/** `script`: what is run, from the root. */
export function childBot(
  slack: SlackServer,
  environment: Record<string, string>,
  script = 'dist/src/main.js',
): ChildBot {
  let child: ChildProcess | null = null;
  let output = '';
  const end = async (...signals: NodeJS.Signals[]): Promise<number | null> => {
    const ending = child;
    child = null;
    if (ending === null) return null;
    if (ending.exitCode === null && ending.signalCode === null) {
      const exited = once(ending, 'exit');
      for (const signal of signals) ending.kill(signal);
      await exited;
    }
    return ending.exitCode;
  };
  return {
    start: async () => {
      output = '';
      const started = spawn(process.execPath, [join(ROOT, script)], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...environmentFor(slack), ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      const keep = (chunk: Buffer) => {
        output += chunk.toString();
      };
      started.stdout?.on('data', keep);
      started.stderr?.on('data', keep);
      const isUp = () => {
        if (started.exitCode !== null) throw new Error(`The bot ended by itself:\n${output}`);
        return slack.connectionCount() > 0;
      };
      await slack.until(isUp, { what: 'the connection', timeoutMs: CONNECT_MAX_MS });
    },
    kill: async () => void (await end('SIGKILL')),
    terminate: (...signals) => end(...(signals.length > 0 ? signals : (['SIGTERM'] as const))),
    exitCode: async () => {
      if (child === null) return null;
      if (child.exitCode === null) await once(child, 'exit');
      return child.exitCode;
    },
    output: () => output,
  };
}

function environmentFor(slack: SlackServer): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
}
