/** Buttons, menus, commands and forms as people use them who should not. */
import { describe, expect, it } from 'vitest';
import { ticketNotFound } from '../../src/domain/refusal.js';
import { pressOf, whispered } from './forged-press.js';
import { usePressed } from './use-pressed.js';

const desk = usePressed();
const { ticket, say } = desk;

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
        await desk.cleo.forge(pressOf(desk.bot, actionId, value.replace('IT-1', number), null, blockId));
        await desk.bot.settled();
        expect(whispered(desk.cleo), `${actionId} ${value}`).toBe(ticketNotFound(number));
        expect(desk.cleo.view(), `${actionId} ${value}`).toBeNull();
      }
    }
    expect(await ticket()).toEqual(before);
  });

  it('uses forged menus is told what a stranger is told', async () => {
    const before = await ticket();
    const low = { value: 'low', text: { type: 'plain_text', text: 'Low' } };
    for (const choice of [
      { action_id: 'assign', type: 'users_select', selected_user: desk.cleo.id },
      { action_id: 'priority', type: 'static_select', selected_option: low },
    ]) {
      const actions = [{ block_id: 'menus:IT-1', ...choice }];
      await desk.cleo.forge({ ...pressOf(desk.bot, choice.action_id, '', null), actions });
      await desk.bot.settled();
      expect(whispered(desk.cleo), choice.action_id).toBe(ticketNotFound('IT-1'));
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
      await desk.ana.forge(pressOf(desk.bot, 'move:start', value, null));
      await desk.bot.settled();
      expect(whispered(desk.ana), value).toContain('does nothing any more');
    }
    expect((await ticket()).status).toBe('new');
  });

  it("sends a form with somebody else's ticket is told what a stranger is told, and nothing is said", async () => {
    for (const [callbackId, metadata] of [
      ['reply', { ticket: 'IT-1', revision: 0 }],
      ['move_ticket', { ticket: 'IT-1', verb: 'resolve', revision: 0 }],
    ] as const) {
      const interaction = await desk.cleo.forge(submissionOf(callbackId, JSON.stringify(metadata)));
      expect(JSON.stringify(interaction)).toContain('There is no ticket IT-1 that you can see.');
    }
    expect(await desk.bot.database.prisma.comment.count()).toBe(0);
  });

  it('types a command about the ticket is told what a stranger is told', async () => {
    for (const verb of ['take', 'show', 'history', 'resolve', 'watch', 'start', 'reopen', 'wait']) {
      expect(await say(desk.cleo, '/ticket', `${verb} IT-1`), verb).toBe(ticketNotFound('IT-1'));
    }
    for (const text of ['note IT-1 hush', 'comment IT-1 hello', 'title IT-1 Mine', 'priority IT-1 low']) {
      expect(await say(desk.cleo, '/ticket', text), text).toBe(ticketNotFound('IT-1'));
    }
  });

  it('is no admin reads and changes no project', async () => {
    for (const text of ['list', 'new', 'edit IT', 'agents IT', `agents IT add <@${desk.bo.id}>`]) {
      expect(await say(desk.bo, '/project', text)).toMatch(/^Only admins can manage (projects|agents)\./);
      expect(desk.bo.view()).toBeNull();
    }
    await desk.bo.forge(pressOf(desk.bot, 'set_triage_channel', 'IT', null));
    await desk.bot.settled();
    expect(whispered(desk.bo)).toMatch(/^Only admins can manage projects\./);
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
