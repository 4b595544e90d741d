/** A day on which words are taken out for good, and a ticket is for a few and then for all again. */
import { BOT, HELP, TRIAGE } from '../places.js';
import {
  cardOf,
  directOf,
  giveReason,
  inTriageThread,
  openTicket,
  originOf,
  redact,
  shows,
  submitForm,
} from './people-do.js';
import type { Step } from './step.js';

/** One ticket, of that number. */
export function guardedDay(first: number): Step[] {
  const number = `IT-${first}`;
  const words = (text: string) => `${text} (about ${number})`;
  return [
    {
      name: `Bo opens ${number}`,
      act: (stage) => openTicket(stage, words('My manager shouts')),
      isDone: ({ person }) =>
        shows(person('Bo'), HELP, `*${number}*`) !== undefined &&
        shows(person('Ana'), TRIAGE, `*${number}*`) !== undefined,
    },
    {
      name: `Bo writes a password in ${number}`,
      isByEvents: true,
      act: (stage) =>
        stage.person('Bo').post(HELP, words('It is hunter2'), { threadTs: originOf(stage, number).ts }),
      isDone: (stage) => inTriageThread(stage, number, 'hunter2'),
    },
    {
      name: `Ana answers ${number}`,
      act: async (stage) => {
        const ana = stage.person('Ana');
        const press = () => ana.press(cardOf(stage, number), 'Reply to reporter');
        await submitForm(stage, ana, 'Message', press, { Message: words('Come to room 4') });
      },
      isDone: (stage) =>
        shows(stage.person('Bo'), HELP, 'Come to room 4', originOf(stage, number).ts) !== undefined,
    },
    {
      name: `Ana redacts the password in ${number}`,
      act: (stage) => redact(stage, number, 'hunter2'),
      isDone: (stage) => !inTriageThread(stage, number, 'hunter2'),
    },
    {
      name: `Ana makes ${number} confidential`,
      act: ({ person }) => person('Ana').command('/ticket', `confidential ${number}`, { channel: HELP }),
      isDone: (stage) =>
        inTriageThread(stage, number, `made *${number}* confidential`) &&
        shows(stage.person('Bo'), BOT, 'Come to room 4', directOf(stage, number)?.ts) !== undefined &&
        shows(stage.person('Bo'), HELP, `*${number}*`) === undefined,
    },
    {
      name: `Cleo, an admin by now, gives a reason to open ${number}`,
      act: (stage) => giveReason(stage, number, words('Legal asked')),
      isDone: (stage) => inTriageThread(stage, number, 'Legal asked'),
    },
    {
      name: `Ana redacts the reason in ${number}`,
      act: (stage) => redact(stage, number, 'Why admins opened it'),
      isDone: (stage) => !inTriageThread(stage, number, 'Legal asked'),
    },
    {
      name: `Ana takes back that ${number} is confidential`,
      act: ({ person }) => person('Ana').command('/ticket', `confidential ${number} off`, { channel: HELP }),
      isDone: (stage) => inTriageThread(stage, number, 'took back'),
    },
    {
      name: `Bo goes on in direct messages about ${number}`,
      isByEvents: true,
      act: (stage) => stage.person('Bo').post(BOT, words('Thank you'), threadOf(directOf(stage, number))),
      isDone: (stage) => inTriageThread(stage, number, 'Thank you'),
    },
  ];
}

function threadOf(root: { ts: string } | undefined): { threadTs: string } {
  if (root === undefined) throw new Error('It is not talked about in direct messages');
  return { threadTs: root.ts };
}
