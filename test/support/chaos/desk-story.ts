/** What people do on a desk in a day, as steps that are done again by hand where nothing came of them. */
import { HELP, TRIAGE } from '../places.js';
import { guardedDay } from './guarded-day.js';
import { cardOf, inTriageThread, openTicket, originOf, type Said, shows, submitForm } from './people-do.js';
import type { Step } from './step.js';

/** Once, before the first day. */
const SETUP: Step = {
  name: 'Ada gives the project its channels',
  act: async (stage) => {
    const ada = stage.person('Ada');
    await submitForm(stage, ada, 'Triage channel', () => ada.command('/project', 'edit IT'), {
      'Triage channel': TRIAGE,
      'Request channel': HELP,
    });
  },
  isDone: ({ person }) =>
    person('Ada').view()?.shows.includes('is saved') === true &&
    shows(person('Ana'), TRIAGE, '*Ana* is now an agent') !== undefined,
};

/** Three tickets, `first` being the number of the first. */
function busyDay(first: number): Step[] {
  const [vpn, printer, unanswered] = [first, first + 1, first + 2].map((each) => `IT-${each}`) as [
    string,
    string,
    string,
  ];
  const words = (text: string) => `${text} (day of ${vpn})`;
  const said: Said[] = [];
  return [
    {
      name: `Bo opens ${vpn}`,
      act: (stage) => openTicket(stage, words('VPN down')),
      isDone: ({ person }) =>
        shows(person('Bo'), HELP, `*${vpn}*`) !== undefined &&
        shows(person('Ana'), TRIAGE, `*${vpn}*`) !== undefined,
    },
    {
      name: `Bo writes two replies in ${vpn}`,
      isByEvents: true,
      act: (stage) => {
        for (const text of ['Only from home', 'My password is hunter2']) {
          said.push(stage.person('Bo').post(HELP, words(text), { threadTs: originOf(stage, vpn).ts }));
        }
      },
      isDone: (stage) =>
        inTriageThread(stage, vpn, 'Only from home') && inTriageThread(stage, vpn, 'hunter2'),
    },
    {
      name: 'Bo edits one and deletes the other',
      isByEvents: true,
      act: ({ person }) => {
        const [reply, regretted] = said;
        if (reply !== undefined) person('Bo').edit(HELP, reply.ts, words('From everywhere'));
        if (regretted !== undefined) person('Bo').delete(HELP, regretted.ts);
      },
      isDone: (stage) =>
        inTriageThread(stage, vpn, 'From everywhere') && !inTriageThread(stage, vpn, 'hunter2'),
    },
    {
      name: `Ana takes ${vpn}`,
      act: (stage) => stage.person('Ana').press(cardOf(stage, vpn), 'Take'),
      isDone: (stage) => /\*Assignee\*\s+Ana/.test(cardOf(stage, vpn).shows),
    },
    {
      name: `Ana answers ${vpn}`,
      act: async (stage) => {
        const ana = stage.person('Ana');
        const press = () => ana.press(cardOf(stage, vpn), 'Reply to reporter');
        await submitForm(stage, ana, 'Message', press, { Message: words('Try the new client') });
      },
      isDone: (stage) =>
        shows(stage.person('Bo'), HELP, 'Try the new client', originOf(stage, vpn).ts) !== undefined,
    },
    {
      name: `Ana makes ${printer} of a message with a reaction`,
      isByEvents: true,
      act: ({ person }) => {
        const root = person('Cleo').post(HELP, words('The printer jams'));
        person('Bo').post(HELP, words('Here too'), { threadTs: root.ts });
        person('Ana').react(HELP, root.ts, 'ticket');
      },
      isDone: (stage) =>
        shows(stage.person('Ana'), TRIAGE, `*${printer}*`) !== undefined &&
        inTriageThread(stage, printer, 'Here too'),
    },
    {
      name: `Ana resolves ${vpn}`,
      act: (stage) => stage.person('Ana').command('/ticket', `resolve ${vpn}`, { channel: HELP }),
      isDone: (stage) => shows(stage.person('Bo'), HELP, 'resolved', originOf(stage, vpn).ts) !== undefined,
    },
    {
      name: `Bo opens ${unanswered}`,
      act: (stage) => openTicket(stage, words('Nobody answers this'), { Priority: 'Low: can wait' }),
      isDone: ({ person }) => shows(person('Ana'), TRIAGE, `*${unanswered}*`) !== undefined,
    },
    {
      name: `${unanswered} becomes overdue`,
      isByEvents: true,
      act: () => undefined,
      isDone: ({ person }) =>
        shows(person('Ana'), TRIAGE, `*First response overdue:* *${unanswered}*`) !== undefined,
    },
  ];
}

export const DAYS = {
  busy: { tickets: 3, steps: busyDay },
  guarded: { tickets: 1, steps: guardedDay },
} as const satisfies Record<string, { tickets: number; steps(first: number): Step[] }>;

export type DayName = keyof typeof DAYS;

/** As many steps as asked for, rounded up to whole days; the days come in turn. */
export function storyOf(stepsMin: number, days: readonly DayName[]): Step[] {
  const steps = [SETUP];
  for (let first = 1, turn = 0; steps.length < stepsMin; turn += 1) {
    const day = DAYS[days[turn % days.length] ?? 'busy'];
    steps.push(...day.steps(first));
    first += day.tickets;
  }
  return steps;
}
