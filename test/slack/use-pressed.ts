/** A bot with a ticket of Bo’s and the people around it, for the tests of what they press and type. */
import { beforeEach } from 'vitest';
import type { Person } from '../../playground/people.js';
import { type Bot, startBot } from '../support/bot.js';
import { whispered } from './forged-press.js';

export function usePressed() {
  let bot: Bot;
  let ada: Person;
  let ana: Person;
  let bo: Person;
  let cleo: Person;

  /** #it-help asks, #it-triage works (Ada, Ana, Ben); IT-1 is Bo's, talked about in Bo's direct messages. */
  beforeEach(async () => {
    bot = await startBot();
    [ada, ana, bo, cleo] = (['Ada', 'Ana', 'Bo', 'Cleo'] as const).map((name) => bot.slack.person(name)) as [
      Person,
      Person,
      Person,
      Person,
    ];
    await ada.command('/project', 'edit IT');
    await bot.settled();
    await ada.fill({ 'Request channel': 'it-help', 'Triage channel': 'it-triage' });
    await ada.submit();
    await ada.closeView();
    await open(bo, 'VPN down');
  });

  async function open(person: Person, title: string): Promise<void> {
    await person.command('/ticket', `new ${title}`, { channel: 'general' });
    await bot.settled();
    await person.submit();
    await person.closeView();
    await bot.settled();
  }

  const ticket = (number = 'IT-1') =>
    bot.database.prisma.ticket.findUniqueOrThrow({ where: { ticketNumber: number } });

  const say = async (person: Person, command: string, text: string) => {
    await person.command(command, text, { channel: 'general' });
    await bot.settled();
    return whispered(person);
  };

  return {
    get bot() {
      return bot;
    },
    get ada() {
      return ada;
    },
    get ana() {
      return ana;
    },
    get bo() {
      return bo;
    },
    get cleo() {
      return cleo;
    },
    open,
    ticket,
    say,
  };
}
