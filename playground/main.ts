/** `npm run playground`: the whole desk on one machine, with nothing but Node; `-- --tour` plays its story and ends. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Box, startBox } from './box.js';
import { playTour } from './tour.js';

const DATA_DIR = join('.data', 'playground');
const PORT_DEFAULT = 4100;

const HELP = `npm run playground              the desk in a workspace of its own; kept in ${DATA_DIR}
npm run playground -- --fresh   the same, forgetting what was kept
npm run playground -- --port N  the workspace's control address; ${PORT_DEFAULT} when not given
npm run playground -- --tour    plays a ticket's story on fresh data, prints what each person sees, and ends`;

async function main(): Promise<void> {
  const options = {
    tour: { type: 'boolean' },
    fresh: { type: 'boolean' },
    help: { type: 'boolean' },
    port: { type: 'string' },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) return console.log(HELP);
  if (values.tour) return tour();
  await playground(values.fresh ?? false, Number(values.port ?? PORT_DEFAULT));
}

async function playground(isFresh: boolean, port: number): Promise<void> {
  const dataDir = resolve(DATA_DIR);
  if (isFresh) await rm(dataDir, { recursive: true, force: true });
  console.log('Starting PostgreSQL, the workspace and the bot …');
  const box = await startBox({ dataDir, slack: { port } });
  console.log(welcome(box));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.log('Stopping …');
      void box.stop().then(() => process.exit(0));
    });
  }
}

function welcome({ slack, app }: Box): string {
  const { members, channels } = slack.workspace.state;
  const people = [...members.values()].filter(({ isBot }) => !isBot).map(({ displayName }) => displayName);
  const rooms = [...channels.values()].filter(({ kind }) => kind !== 'im').map(({ name }) => `#${name}`);
  const curl = (name: string, act: string, args: string) =>
    `  curl -s ${slack.url}/control/person -H 'content-type: application/json' \\\n    -d '{"name":"${name}","do":"${act}","with":${args}}'`;
  return `
The desk is open. People: ${people.join(', ')}. Channels: ${rooms.join(', ')}.

Ada is the owner: she gives IT its channels.
${curl('Ada', 'command', '["/project","edit IT"]')}
${curl('Ada', 'fill', '[{"Triage channel":"#it-triage","Request channel":"#it-help"}]')}
${curl('Ada', 'submit', '[]')}

Bo needs help.
${curl('Bo', 'command', '["/ticket","new VPN down",{"channel":"#it-help"}]')}
${curl('Bo', 'submit', '[]')}

Ana, an agent, reads the triage channel.
${curl('Ana', 'sees', '["#it-triage"]')}

Control:   ${slack.url}/control/state
Ready:     http://127.0.0.1:${app.port}/readyz
Kept in:   ${DATA_DIR} (forget it with --fresh)
The story: npm run playground -- --tour

Ctrl-C ends it.`;
}

async function tour(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'threadesk-tour-'));
  try {
    await playTour({ dataDir, print: (line) => console.log(line) });
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
}
