/** Buttons, menus, commands and forms as people use them who should not. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../playground/people.js';
import { ticketNotFound } from '../../src/domain/refusal.js';
import { type Bot, startBot } from '../support/bot.js';
import { pressOf, whispered } from './forged-press.js';

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

describe('whoever may not', () => {
  const presses: [string, string, string][] = [
    ['take', 'take', 'IT-1'],
    ['move:start', 'moves', 'start:IT-1'],
    ['move:resolve', 'moves', 'resolve:IT-1'],
    ['more', 'moves', 'close:IT-1'],
    ['more', 'moves', 'watch:IT-1'],
    ['it_works', 'answers', 'IT-1'],
    ['reopen', 'answers', 'IT-1'],
    ['keep_resolved', 'answers', 'IT-1'],
    ['reply', 'moves', 'IT-1'],
    ['create_ticket', 'offer', 'after:IT-1'],
  ];

  it('presses forged buttons is told what a stranger is told', async () => {
    const before = await ticket();
    for (const [actionId, blockId, value] of presses) {
      for (const number of ['IT-1', 'IT-999']) {
        await cleo.forge(pressOf(bot, actionId, value.replace('IT-1', number), null, blockId));
        await bot.settled();
        expect(whispered(cleo), `${actionId} ${value}`).toBe(ticketNotFound(number));
        expect(cleo.view(), `${actionId} ${value}`).toBeNull();
      }
    }
    expect(await ticket()).toEqual(before);
  });

  it('uses forged menus is told what a stranger is told', async () => {
    const before = await ticket();
    const low = { value: 'low', text: { type: 'plain_text', text: 'Low' } };
    for (const choice of [
      { action_id: 'assign', type: 'users_select', selected_user: cleo.id },
      { action_id: 'priority', type: 'static_select', selected_option: low },
    ]) {
      const actions = [{ block_id: 'menus:IT-1', ...choice }];
      await cleo.forge({ ...pressOf(bot, choice.action_id, '', null), actions });
      await bot.settled();
      expect(whispered(cleo), choice.action_id).toBe(ticketNotFound('IT-1'));
    }
    expect(await ticket()).toEqual(before);
  });

  it('presses a button with a value that none of ours has is told that it does nothing', async () => {
    for (const value of [
      '',
      'IT-1',
      'explode:IT-1',
      'assign:IT-1',
      'start:',
      'start:<!channel>',
      '__proto__:IT-1',
    ]) {
      await ana.forge(pressOf(bot, 'move:start', value, null));
      await bot.settled();
      expect(whispered(ana), value).toContain('does nothing any more');
    }
    expect((await ticket()).status).toBe('new');
  });

  it("sends a form with somebody else's ticket is told what a stranger is told, and nothing is said", async () => {
    for (const [callbackId, metadata] of [
      ['reply', { ticket: 'IT-1', revision: 0 }],
      ['move_ticket', { ticket: 'IT-1', verb: 'resolve', revision: 0 }],
    ] as const) {
      const interaction = await cleo.forge(submissionOf(callbackId, JSON.stringify(metadata)));
      expect(JSON.stringify(interaction)).toContain('There is no ticket IT-1 that you can see.');
    }
    expect(await bot.database.prisma.comment.count()).toBe(0);
  });

  it('types a command about the ticket is told what a stranger is told', async () => {
    for (const verb of ['take', 'show', 'history', 'resolve', 'watch', 'start', 'reopen', 'wait']) {
      expect(await say(cleo, '/ticket', `${verb} IT-1`), verb).toBe(ticketNotFound('IT-1'));
    }
    for (const text of ['note IT-1 hush', 'comment IT-1 hello', 'title IT-1 Mine', 'priority IT-1 low']) {
      expect(await say(cleo, '/ticket', text), text).toBe(ticketNotFound('IT-1'));
    }
  });

  it('is no admin reads and changes no project', async () => {
    for (const text of ['list', 'new', 'edit IT', 'agents IT', `agents IT add <@${bo.id}>`]) {
      expect(await say(bo, '/project', text)).toMatch(/^Only admins can manage (projects|agents)\./);
      expect(bo.view()).toBeNull();
    }
    await bo.forge(pressOf(bot, 'set_triage_channel', 'IT', null));
    await bot.settled();
    expect(whispered(bo)).toMatch(/^Only admins can manage projects\./);
  });
});

function submissionOf(callbackId: string, privateMetadata: string): Record<string, unknown> {
  return {
    type: 'view_submission',
    view: {
      id: 'V0FORGED',
      type: 'modal',
      callback_id: callbackId,
      private_metadata: privateMetadata,
      blocks: [{ type: 'input', block_id: 'text' }],
      state: { values: { text: { value: { type: 'plain_text_input', value: 'hello' } } } },
    },
  };
}
