/** The story of the desk, played through the real bot: from a slash command to a breached target, in a minute's reading. */

import { type MovingClock, movingClock } from '../box/moving-clock.js';
import { untilQuiet } from '../box/quiet.js';
import { type Box, startBox } from '../box/start-box.js';
import type { Person } from '../people.js';
import { type TourPage, tourPage } from './tour-page.js';

/** A Monday morning, an hour after the desk has opened. */
const STARTS_AT = new Date('2026-03-02T10:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const HELP = '#it-help';
const TRIAGE = '#it-triage';
const BOT = '@threadesk';

type Message = { channel: string; ts: string };

/** The stage: who is on it, how time passes, and what the audience is shown. */
type Stage = TourPage & {
  box: Box;
  clock: MovingClock;
  person(name: string): Person;
  /** Does it, and waits until everything it caused has happened. */
  after<T>(act: () => T | Promise<T>): Promise<T>;
  /** The message in a channel that shows these words. */
  find(name: string, channel: string, words: string, threadTs?: string): Message;
};

export type TourOptions = { dataDir: string; print: (line: string) => void };

/** Ends by itself. Throws when the story does not go as it should. */
export async function playTour({ dataDir, print }: TourOptions): Promise<void> {
  const clock = movingClock(STARTS_AT);
  const box = await startBox({
    dataDir,
    slack: {},
    clock,
    overrides: { sender: { postIntervalMs: 0, cardRestMs: 0 } },
    // The tour says when the minute of the sweep has come.
    config: { slaSweepCron: '0 0 1 1 *' },
  });
  try {
    const stage = setStage(box, clock, print);
    for (const scene of SCENES) await scene(stage);
    if (box.slack.violations.length > 0) {
      throw new Error(`Slack would have refused: ${JSON.stringify(box.slack.violations)}`);
    }
    print('');
    print('The end. Every message above went through real Bolt, and every row is in PostgreSQL.');
  } finally {
    await box.stop();
  }
}

function setStage(box: Box, clock: MovingClock, print: (line: string) => void): Stage {
  const { slack, app } = box;
  const person = (name: string) => slack.person(name);
  return {
    ...tourPage(print, (id) => nameIn(box, id)),
    box,
    clock,
    person,
    after: async (act) => {
      const result = await act();
      await untilQuiet(slack, app);
      return result;
    },
    find: (name, channel, words, threadTs) => {
      const found = person(name)
        .sees(channel, threadTs)
        .find(({ shows }) => shows.includes(words));
      if (found === undefined) throw new Error(`${name} does not see "${words}" in ${channel}`);
      return found;
    },
  };
}

function nameIn({ slack }: Box, id: string): string | null {
  const { channels, members } = slack.workspace.state;
  const channel = channels.get(id);
  return channel === undefined ? (members.get(id)?.displayName ?? null) : `#${channel.name}`;
}

const SCENES: readonly ((stage: Stage) => Promise<void>)[] = [
  openTheDesk,
  askForHelp,
  talkInTheThread,
  workFromTriage,
  makeATicketOfAMessage,
  keepASecret,
  askTheDesk,
  missATarget,
];

async function openTheDesk({ chapter, says, reads, hasOpen, person, after }: Stage): Promise<void> {
  const ada = person('Ada');
  chapter('The desk opens');
  await after(() => undefined);
  reads(ada, BOT);
  says('Ada types /project edit IT, and gives IT its channels.');
  await after(() => ada.command('/project', 'edit IT'));
  await ada.fill({ 'Triage channel': TRIAGE, 'Request channel': HELP });
  hasOpen(ada);
  await after(() => ada.submit());
  reads(ada, TRIAGE);
}

async function askForHelp({ chapter, says, reads, isTold, hasOpen, person, after }: Stage): Promise<void> {
  const [bo, ana] = [person('Bo'), person('Ana')];
  chapter('Bo asks for help');
  says('Bo types /ticket new in #it-help, leaves the title blank, and submits.');
  await after(() => bo.command('/ticket', 'new', { channel: HELP }));
  await bo.fill({ Title: '   ', Description: 'Since this morning, from home and from the office.' });
  await after(() => bo.submit({ force: true }));
  hasOpen(bo);
  says('Bo fills in the title and presses Create twice.');
  await bo.fill({ Title: 'VPN down', Priority: 'High: several people cannot work' });
  await after(() => bo.submit({ times: 2 }));
  await bo.closeView().catch(() => undefined);
  reads(bo, HELP);
  isTold(bo);
  reads(ana, TRIAGE);
}

async function talkInTheThread(stage: Stage): Promise<void> {
  const { chapter, says, reads, person, after, find } = stage;
  const [bo, ana] = [person('Bo'), person('Ana')];
  const root = find('Bo', HELP, 'IT-1');
  const card = find('Ana', TRIAGE, '*IT-1*');
  chapter('The thread is the ticket');
  says('Bo writes in the thread, with a screenshot.');
  const reply = await after(() =>
    bo.post(HELP, 'It says *error 809*', { threadTs: root.ts, files: ['vpn.png'] }),
  );
  reads(ana, TRIAGE, card.ts);
  says('Bo corrects himself.');
  await after(() => bo.edit(HELP, reply.ts, 'It says *error 807*'));
  reads(ana, TRIAGE, card.ts);
  says('Ana writes in the triage thread, where only agents are.');
  await after(() => ana.post(TRIAGE, 'The gateway has been restarting since nine', { threadTs: card.ts }));
  stage.isTold(ana);
  reads(bo, HELP, root.ts);
}

async function workFromTriage(stage: Stage): Promise<void> {
  const { chapter, says, reads, person, after, find, clock } = stage;
  const [bo, ana] = [person('Bo'), person('Ana')];
  const root = find('Bo', HELP, 'IT-1');
  const card = () => find('Ana', TRIAGE, '*IT-1*');
  chapter('Ana works from triage');
  says('Ana presses Take, then Reply to reporter.');
  await after(() => ana.press(card(), 'Take'));
  await after(() => ana.press(card(), 'Reply to reporter'));
  await ana.fill({ Message: 'We are on it. Does the *phone* app work?' });
  await after(() => ana.submit());
  reads(bo, HELP, root.ts);
  says('Ana types /ticket wait IT-1: the clock of the resolution stands still.');
  await after(() => ana.command('/ticket', 'wait IT-1', { channel: HELP }));
  reads(ana, TRIAGE);
  says('Half an hour later Bo answers, and the clock goes on.');
  clock.advance(30 * MINUTE_MS);
  await after(() => bo.post(HELP, 'Yes, the phone works', { threadTs: root.ts }));
  reads(ana, TRIAGE, card().ts);
  says('Ana mentions the bot in the thread: @threadesk resolve The gateway has a new certificate.');
  await after(() =>
    ana.post(HELP, '@threadesk resolve The gateway has a new certificate.', { threadTs: root.ts }),
  );
  reads(bo, HELP, root.ts);
  says('Bo says thanks, which reopens nothing, and presses It works.');
  await after(() => bo.post(HELP, 'Thanks! :tada:', { threadTs: root.ts }));
  const line = bo
    .sees(HELP, root.ts)
    .findLast(({ controls }) => controls.some(({ label }) => label === 'It works'));
  if (line !== undefined) await after(() => bo.press(line, 'It works'));
  reads(ana, TRIAGE, card().ts);
}

async function makeATicketOfAMessage(stage: Stage): Promise<void> {
  const { chapter, says, reads, person, after, clock, find } = stage;
  const [ana, cleo] = [person('Ana'), person('Cleo')];
  chapter('A message becomes a ticket');
  says('Cleo writes in #it-help, and Bo answers her.');
  const root = cleo.post(HELP, 'The printer on floor 3 jams');
  clock.advance(MINUTE_MS);
  person('Bo').post(HELP, 'Here too', { threadTs: root.ts });
  says('Ana and Ben react with :ticket: at the same moment.');
  await after(() => {
    ana.react(HELP, root.ts, 'ticket');
    person('Ben').react(HELP, root.ts, 'ticket');
  });
  reads(cleo, HELP, root.ts);
  reads(ana, TRIAGE);
  says('A minute later Cleo adds a detail; Bo’s earlier reply has come along.');
  clock.advance(MINUTE_MS);
  await after(() => cleo.post(HELP, 'On both trays', { threadTs: root.ts }));
  reads(ana, TRIAGE, find('Ana', TRIAGE, '*IT-2*').ts);
}

async function keepASecret(stage: Stage): Promise<void> {
  const { chapter, says, reads, hasOpen, person, after } = stage;
  const [ben, cleo, bo] = [person('Ben'), person('Cleo'), person('Bo')];
  chapter('What is said in a private channel stays there');
  says('Ben makes a ticket of a message in #leads.');
  const root = ben.post('#leads', 'Cleo needs a laptop before the announcement');
  await after(() => ben.messageShortcut('ticket_from_message', '#leads', root.ts));
  hasOpen(ben);
  await after(() => ben.submit());
  await ben.closeView().catch(() => undefined);
  await after(() => cleo.post('#leads', 'The announcement is on the 9th', { threadTs: root.ts }));
  reads(cleo, '#leads', root.ts);
  reads(ben, BOT);
  reads(bo, HELP);
}

async function askTheDesk({ chapter, says, isTold, person, after }: Stage): Promise<void> {
  const [bo, ana] = [person('Bo'), person('Ana')];
  chapter('Asking the desk');
  const asks: [Person, string][] = [
    [ana, 'list all'],
    [bo, 'list mine status:closed'],
    [bo, 'history IT-1'],
    [bo, 'start IT-2'],
    [bo, 'IT-3'],
    [ana, 'resume IT-2'],
  ];
  for (const [who, text] of asks) {
    says(`${who.name} types /ticket ${text}`);
    await after(() => who.command('/ticket', text, { channel: HELP }));
    isTold(who);
  }
}

async function missATarget(stage: Stage): Promise<void> {
  const { chapter, says, reads, person, after, clock, find, box } = stage;
  const [ana, ben] = [person('Ana'), person('Ben')];
  chapter('A target passes');
  says('Ana assigns IT-2 to Ben, who has other things to do.');
  await after(() => ana.command('/ticket', 'assign IT-2 @Ben', { channel: HELP }));
  says('Four working hours and a minute later nobody has answered Cleo, and the sweep comes by. Twice.');
  clock.advance(4 * HOUR_MS + MINUTE_MS);
  await after(() => box.app.runJob('sweep-clocks'));
  await after(() => box.app.runJob('sweep-clocks'));
  reads(ana, TRIAGE);
  reads(ana, TRIAGE, find('Ana', TRIAGE, '*IT-2*').ts);
  reads(ben, BOT);
  says('Ana types /ticket list breached');
  await after(() => ana.command('/ticket', 'list breached', { channel: HELP }));
  stage.isTold(ana);
}
